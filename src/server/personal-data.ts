/**
 * Personal data: for each Prisma model that refers to a user, how its rows are exported (`account.exportSection`) and
 * erased (`account.delete`). tests/project/personal-data.test.ts fails for a model that is missing here.
 */
import "server-only";
import type { Page } from "@/domain/text.schema";
import type { Transaction } from "@/server/platform/db";
import { eraseActivity, exportActivity } from "@/server/services/activity";
import { eraseCredentials, exportSessions, exportTokens } from "@/server/services/credential-personal-data";
import { eraseFactors, exportFactors } from "@/server/services/factor-personal-data";
import { eraseMails, exportMails } from "@/server/services/mail-personal-data";
import { eraseOrderNotes, exportOrders } from "@/server/services/order-personal-data";
import { eraseProgress, exportProgress } from "@/server/services/progress";
import {
  erasePosts,
  exportAnswers,
  exportQuestions,
  exportReports,
  hasPosts,
} from "@/server/services/question-personal-data";

/** The user's choices. `keepTexts`: what was written for others stays, by an anonymous author. */
type Choices = { keepTexts: boolean };

type PersonalData = {
  /** Sections of the download: one page of the user's rows each. Without them, `notExported` says why. */
  sections?: Record<string, (userId: string, cursor?: string | null) => Promise<Page<unknown>>>;
  notExported?: string;
  /** Runs in the transaction of the deletion, after the user's row was made anonymous. Without it, `kept` says why. */
  erase?: (tx: Transaction, userId: string, choices: Choices) => Promise<unknown>;
  kept?: string;
  /** Whether the user has written something for others, which the deletion may keep by choice. */
  hasTexts?: (userId: string) => Promise<boolean>;
};

export const personalData: Record<string, PersonalData> = {
  AccountLink: {
    notExported: "Hashes of secrets in mails, and the account's own addresses.",
    erase: (tx, userId) => tx.accountLink.deleteMany({ where: { userId } }),
  },
  ChapterProgress: { sections: { progress: exportProgress }, erase: eraseProgress },
  Credential: { sections: { sessions: exportSessions, tokens: exportTokens }, erase: eraseCredentials },
  Change: {
    notExported: "Numbers and ids only: what changed is in the other sections.",
    erase: (tx, userId) => tx.change.deleteMany({ where: { userId } }),
  },
  Factor: { sections: { factors: exportFactors }, erase: eraseFactors },
  FormerEmail: {
    notExported: "The account's address before its latest changes, for 7 days, so that they can be undone.",
    erase: (tx, userId) => tx.formerEmail.deleteMany({ where: { userId } }),
  },
  IdempotentAnswer: {
    notExported: "Copies of responses, kept for a day.",
    erase: (tx, userId) => tx.idempotentAnswer.deleteMany({ where: { userId } }),
  },
  Mail: { sections: { mails: exportMails }, erase: eraseMails },
  Order: { sections: { orders: exportOrders }, kept: "Accounting: the owner is anonymous." },
  OrderEvent: { notExported: "Part of the orders.", erase: eraseOrderNotes },
  Question: {
    sections: { questions: exportQuestions },
    erase: async (tx, userId, { keepTexts }) => {
      if (!keepTexts) await erasePosts(tx, userId);
    },
    hasTexts: hasPosts,
  },
  QuestionAnswer: { sections: { answers: exportAnswers }, kept: "Erased with the questions, or kept by choice." },
  QuestionReport: { sections: { reports: exportReports }, kept: "Moderation: the reporter is anonymous." },
  RecoveryCode: {
    notExported: "Hashes of secrets.",
    erase: (tx, userId) => tx.recoveryCode.deleteMany({ where: { userId } }),
  },
  SecurityEvent: { sections: { activity: exportActivity }, erase: eraseActivity },
  SandboxUser: {
    notExported: "Until when a temporary account exists, and nothing else.",
    kept: "The anonymous account is deleted, too, when its time is over.",
  },
};
