import { z } from "zod";
import { CATEGORIES } from "./security-event";
import { Cursor, Id, Limit, page } from "./text.schema";

const example = {
  id: "v7k2m9q4t1x6z3b8n5c0d2fh",
  kind: "sign-in",
  title: "Signed in",
  category: "account",
  address: "203.0.113.7",
  device: "Firefox on Linux",
  details: {},
  count: 1,
  createdAt: "2026-03-04T14:05:00.000Z",
  lastAt: "2026-03-04T14:05:00.000Z",
};

/** Something that happened to an account. What was refused within an hour for the same reason is one, with its count. */
export const Activity = z
  .object({
    id: Id,
    /** A name for programs; more may be added. `title` is the same in words. */
    kind: z.string(),
    title: z.string(),
    category: z.enum(CATEGORIES),
    /** The network address: of IPv6, the /64 network. */
    address: z.string().nullable(),
    /** "Firefox on Linux", as the client says. */
    device: z.string().nullable(),
    details: z.record(z.string(), z.string()),
    count: z.number().int(),
    /** The first time and the last. */
    createdAt: z.date(),
    lastAt: z.date(),
  })
  .meta({ id: "Activity", examples: [example] });
export type Activity = z.output<typeof Activity>;

export const ActivityPage = page(Activity).meta({
  id: "ActivityPage",
  examples: [{ items: [example], nextCursor: null }],
});
export type ActivityPage = z.output<typeof ActivityPage>;

export const ListActivity = z.object({ cursor: Cursor.nullish(), limit: Limit });
export type ListActivity = z.output<typeof ListActivity>;
