/** Inputs and outputs of the questions and answers in the admin area. */
import { z } from "zod";
import { MAX_HIDE_REASON_LENGTH, POST_KINDS, REPORT_REASONS } from "./question";
import { PostRef } from "./question.schema";
import { Cursor, Id, Limit, page, text } from "./text.schema";

export const AdminPost = z.object({
  kind: z.enum(POST_KINDS),
  id: Id,
  questionId: Id,
  chapter: z.string(),
  /** Of the question; null if its author deleted it. */
  title: z.string().nullable(),
  body: z.string(),
  author: z.object({ id: Id, name: z.string(), email: z.string() }),
  createdAt: z.date(),
  isFlagged: z.boolean(),
  /** Those that no administrator has dismissed. */
  reports: z.array(z.object({ reason: z.enum(REPORT_REASONS), count: z.number().int() })),
  hidden: z.object({ at: z.date(), by: z.string(), reason: z.string() }).nullable(),
});
export type AdminPost = z.output<typeof AdminPost>;
export const AdminPostPage = page(AdminPost);
export type AdminPostPage = z.output<typeof AdminPostPage>;

export const ListPosts = z.object({ cursor: Cursor.nullish(), limit: Limit });
export type ListPosts = z.output<typeof ListPosts>;

export const HidePost = PostRef.extend({ reason: text(1, MAX_HIDE_REASON_LENGTH, "Enter a reason.") });
export type HidePost = z.output<typeof HidePost>;
