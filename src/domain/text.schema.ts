/** Building blocks of every input schema: bounded, and free of what a database or a log cannot hold. */
import "./messages.schema";
import { z } from "zod";
import { ID_PATTERN } from "./limits";

/** Control characters other than tabs and line breaks, and those that turn the direction of what follows. */
const FORBIDDEN = /[^\P{Cc}\t\n\r]|[\u202a-\u202e\u2066-\u2069]/u;
const VISIBLE = /[^\p{C}\p{Z}]/u;

/** Text of `min` to `max` UTF-16 units after trimming. PostgreSQL stores no NUL, so it is refused here. */
export const text = (min: number, max: number) =>
  z
    .string()
    .trim()
    .min(min, min === 1 ? "Please fill this in." : `At least ${min} characters, please.`)
    .max(max, `At most ${max} characters, please.`)
    .refine((value) => !FORBIDDEN.test(value), "This contains a character that is not allowed.")
    .refine((value) => value.isWellFormed(), "This contains a broken character.")
    .refine((value) => value === "" || VISIBLE.test(value), "Please fill this in.");

export const Id = z.string().regex(ID_PATTERN, "This is not an id.");

/** An opaque position in a list, as the previous page returned it. */
export const Cursor = z.string().regex(/^[A-Za-z0-9_-]{1,200}$/, "This is not a cursor.");

/** How many rows a page of a list holds. */
export const Limit = z.number().int().min(1).max(100).default(20);

/** One page of a list and where the next one starts. */
export const page = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });
