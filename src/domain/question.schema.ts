import { z } from "zod";
import { CHAPTERS, type ChapterSlug } from "./learn";
import { MAX_BODY_LENGTH, MAX_TITLE_LENGTH, MIN_TITLE_LENGTH, POST_KINDS, REPORT_REASONS } from "./question";
import { Cursor, Id, Limit, multilineText, page, text, Version } from "./text.schema";

const slugs = CHAPTERS.map(({ slug }) => slug) as [ChapterSlug, ...ChapterSlug[]];
const questionId = "q3v9q2m7c2r8t5w3z4b6n2dk";
const exampleInput = {
  title: "Why is a preflight request sent?",
  body: "My `POST` with JSON sends an `OPTIONS` request first.",
};
const exampleSummary = {
  id: questionId,
  chapter: slugs[0],
  title: exampleInput.title,
  author: "Robin Castle",
  isMine: false,
  isHidden: false,
  isSolved: true,
  answerCount: 1,
  version: 0,
  createdAt: "2026-03-04T14:05:00.000Z",
  editedAt: null,
};
const exampleQuestion = { ...exampleSummary, body: exampleInput.body };
const exampleAnswer = {
  id: "a5n8r2v4y7b3e3h6k9p2s5wq",
  questionId,
  body: "Because of its **content type**: only form types are sent without one.",
  author: "Kim Field",
  isMine: true,
  isHidden: false,
  isHelpful: true,
  version: 0,
  createdAt: "2026-03-04T15:20:00.000Z",
  editedAt: null,
};

const Chapter = z.enum(slugs).meta({ description: "A chapter of the explainer.", examples: [slugs[0]] });
const Title = text(MIN_TITLE_LENGTH, MAX_TITLE_LENGTH);
/** Markdown: paragraphs, emphasis, lists, quotes, links, code. */
const Body = multilineText(1, MAX_BODY_LENGTH);

/** What questions and answers have in common. `isHidden`: by a moderator; only the author sees it then. */
const Post = {
  id: Id,
  isMine: z.boolean(),
  isHidden: z.boolean(),
  version: z.number().int(),
  createdAt: z.date(),
  editedAt: z.date().nullable(),
};

/** Without title and author it is a placeholder: its author deleted it, and others had answered. */
export const QuestionSummary = z
  .object({
    ...Post,
    chapter: Chapter,
    title: z.string().nullable(),
    author: z.string().nullable(),
    isSolved: z.boolean(),
    answerCount: z.number().int(),
  })
  .meta({ id: "QuestionSummary", examples: [exampleSummary] });

export const Question = QuestionSummary.extend({ body: z.string().nullable() }).meta({
  id: "Question",
  examples: [exampleQuestion],
});
export type Question = z.output<typeof Question>;

export const QuestionPage = page(QuestionSummary).meta({
  id: "QuestionPage",
  examples: [{ items: [exampleSummary], nextCursor: null }],
});
export type QuestionPage = z.output<typeof QuestionPage>;

export const Answer = z
  .object({ ...Post, questionId: Id, body: z.string(), author: z.string(), isHelpful: z.boolean() })
  .meta({ id: "Answer", examples: [exampleAnswer] });
export type Answer = z.output<typeof Answer>;

const examplePage = { items: [exampleAnswer], nextCursor: null };
export const AnswerPage = page(Answer).meta({ id: "AnswerPage", examples: [examplePage] });
export type AnswerPage = z.output<typeof AnswerPage>;

/** A question with the first page of its answers. */
export const QuestionThread = Question.extend({ answers: AnswerPage }).meta({
  id: "QuestionThread",
  examples: [{ ...exampleQuestion, answers: examplePage }],
});
export type QuestionThread = z.output<typeof QuestionThread>;

export const ListQuestions = z.object({ chapter: Chapter, cursor: Cursor.nullish(), limit: Limit });
export type ListQuestions = z.output<typeof ListQuestions>;

export const ListAnswers = z.object({ id: Id, cursor: Cursor.nullish(), limit: Limit });
export type ListAnswers = z.output<typeof ListAnswers>;

export const AskQuestion = z
  .object({ chapter: Chapter, title: Title, body: Body })
  .meta({ examples: [{ chapter: slugs[0], ...exampleInput }] });
export type AskQuestion = z.output<typeof AskQuestion>;

export const AnswerQuestion = z.object({ id: Id, body: Body }).meta({ examples: [{ body: exampleAnswer.body }] });
export type AnswerQuestion = z.output<typeof AnswerQuestion>;

export const EditQuestion = z
  .object({ title: Title, body: Body, version: Version })
  .meta({ examples: [{ ...exampleInput, version: 0 }] });
export type EditQuestion = z.output<typeof EditQuestion>;

export const EditAnswer = z
  .object({ body: Body, version: Version })
  .meta({ examples: [{ body: exampleAnswer.body, version: 0 }] });
export type EditAnswer = z.output<typeof EditAnswer>;

/** Null takes the mark back. */
export const MarkHelpful = z.object({ answerId: Id.nullable() });

export const PostRef = z.object({ kind: z.enum(POST_KINDS), id: Id });
export type PostRef = z.output<typeof PostRef>;

export const ReportPost = PostRef.extend({
  reason: z.enum(REPORT_REASONS, { error: (issue) => (issue.input === undefined ? "Choose a reason." : undefined) }),
});
export type ReportPost = z.output<typeof ReportPost>;

const Times = { createdAt: z.date(), editedAt: z.date().nullable() };

/** The rows of an export. A deleted question has no texts. */
export const QuestionExport = z.object({ chapter: z.string(), title: z.string(), body: z.string(), ...Times });
export const AnswerExport = z.object({ questionId: Id, body: z.string(), ...Times });
export const ReportExport = z.object({
  questionId: Id.nullable(),
  answerId: Id.nullable(),
  reason: z.enum(REPORT_REASONS),
  createdAt: z.date(),
});
