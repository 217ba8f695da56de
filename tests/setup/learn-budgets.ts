/** Rows of tests/setup/budgets.ts: the explainer with its progress, questions and sandboxes. */

export const learnProcedures = {
  "admin.question.list": { statements: 2 },
  "admin.question.hide": { statements: 8 },
  "admin.question.restore": { statements: 8 },
  "progress.get": { statements: 2 },
  "progress.counts": { statements: 2 },
  "progress.visit": { statements: 6 },
  "progress.complete": { statements: 6 },
  "progress.undo": { statements: 6 },
  "progress.merge": { statements: 6 },
  "question.list": { statements: 2 },
  "question.byId": { statements: 3 },
  "question.answers": { statements: 3 },
  "question.ask": { statements: 7 },
  "question.answer": { statements: 7 },
  "question.edit": { statements: 6 },
  "question.delete": { statements: 7 },
  "question.markHelpful": { statements: 9 },
  "question.editAnswer": { statements: 6 },
  "question.deleteAnswer": { statements: 8 },
  "question.report": { statements: 5 },
  "sandbox.open": { statements: 18 },
  "sandbox.close": { statements: 9 },
};

export const learnPages = {
  "/admin/questions": { statements: 3, html: 33_157, script: 197_549 },
  "/learn/[chapter]/questions/[id]": { statements: 6, html: 26_600, script: 239_954 },
  "/learn": { statements: 4, html: 41_823, script: 188_854 },
  "/learn/[chapter]": { statements: 5, html: 128_686, script: 227_204 },
} as const;
