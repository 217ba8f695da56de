/** Building blocks of input schemas: bounded, and free of what a database or a log cannot hold. */
import "./messages.schema";
import { z } from "zod";
import { ID_PATTERN } from "./limits";
import { BROKEN, FORBIDDEN, MAX_SEARCH, VISIBLE } from "./text";

/** The same, other than tabs and line breaks. */
const FORBIDDEN_IN_LINES = /[^\P{Cc}\t\n\r]|[\u202a-\u202e\u2066-\u2069]/u;

const textWithout = (forbidden: RegExp, min: number, max: number, required = "This field is required.") =>
  z
    .string({ error: (issue) => (issue.input === undefined ? required : undefined) })
    .trim()
    .normalize("NFC")
    .min(min, min === 1 ? required : `Use at least ${min} characters.`)
    .max(max, `Use at most ${max} characters.`)
    .refine((value) => !forbidden.test(value), "Remove the control characters.")
    .refine((value) => !BROKEN.test(value), "Remove the broken characters.")
    .refine((value) => value === "" || VISIBLE.test(value), required);

/**
 * Text of one line, of `min` to `max` UTF-16 units after trimming, in composed Unicode (NFC): two ways to type an umlaut
 * are one text. PostgreSQL stores no NUL, so it is refused here.
 * @param required the message for an empty field
 */
export const text = (min: number, max: number, required?: string) => textWithout(FORBIDDEN, min, max, required);

/** Text that may have line breaks and tabs. */
export const multilineText = (min: number, max: number) => textWithout(FORBIDDEN_IN_LINES, min, max);

export const Id = z
  .string()
  .regex(ID_PATTERN, { error: ({ input }) => (input === "" ? "Choose one." : "This is not an id.") })
  .meta({ examples: ["xk3v9q2m7c1r8t5w0z4b6n2d"] });

/** An opaque position in a list, as the previous page returned it. Its form is no part of the API contract. */
export const Cursor = z
  .string()
  .refine((cursor) => /^[A-Za-z0-9_-]{1,600}$/.test(cursor), "This is not a cursor.")
  .meta({ description: "`nextCursor` of the previous page.", examples: ["WzE3NzI2MzMxMDAwMDAsIngiXQ"] });

/** Rows per page of a list. */
export const Limit = z
  .number()
  .int()
  .min(1)
  .max(100)
  .default(20)
  .meta({ description: "Rows per page.", examples: [20] });

/** The text of a search; empty finds everything. */
export const Search = text(0, MAX_SEARCH).optional();

/** The version that an edit is based on. -1 is the version of nothing: an entity tag that no row ever had. */
export const Version = z.number().int().min(-1).max(2_147_483_647);

/** One page of a list and where the next one begins. */
export const page = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** One page of a list, as services return it. */
export type Page<Item> = { items: Item[]; nextCursor: string | null };
