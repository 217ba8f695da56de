/** Inputs and outputs of the security events in the admin area. */
import { z } from "zod";
import { Activity } from "./activity.schema";
import { DEFAULT_SECURITY_WINDOW, SECURITY_WINDOWS } from "./admin-security";
import { CATEGORIES, SECURITY_EVENT_KINDS } from "./security-event";
import { Cursor, Id, Limit, page, text } from "./text.schema";

const Window = z.literal(SECURITY_WINDOWS).default(DEFAULT_SECURITY_WINDOW);
const Exact = (max: number) => text(1, max).optional();

export const ListSecurityEvents = z.object({
  category: z.enum(CATEGORIES).optional(),
  kind: z.enum(SECURITY_EVENT_KINDS).optional(),
  /** A user's id or email. */
  user: Exact(254),
  address: Exact(64),
  requestId: Exact(64),
  days: Window,
  cursor: Cursor.nullish(),
  limit: Limit,
});
export type ListSecurityEvents = z.output<typeof ListSecurityEvents>;

const Named = z.object({ id: Id, name: z.string(), email: z.string() });

export const AdminSecurityEvent = Activity.extend({
  /** Null for strangers. */
  user: Named.nullable(),
  /** True if an email was tried; without a user, it has no account. */
  hasEmail: z.boolean(),
  requestId: z.string().nullable(),
  /** The row that was changed, and the user if it is one. */
  targetId: z.string().nullable(),
  target: Named.nullable(),
  changes: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
});
export type AdminSecurityEvent = z.output<typeof AdminSecurityEvent>;
export const AdminSecurityPage = page(AdminSecurityEvent);
export type AdminSecurityPage = z.output<typeof AdminSecurityPage>;

export const CountRefusals = z.object({ days: Window });

/** Refusals of each hour of a day, or each day of more (UTC), by kind; all kinds with their sum, the most frequent first. */
export const RefusalCounts = z.object({
  kinds: z.array(z.object({ kind: z.string(), title: z.string(), count: z.number().int() })),
  periods: z.array(z.object({ start: z.date(), counts: z.record(z.string(), z.number().int()) })),
});
export type RefusalCounts = z.output<typeof RefusalCounts>;
