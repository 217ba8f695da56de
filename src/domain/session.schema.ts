import { z } from "zod";
import { Id } from "./text.schema";

/** An active sign-in: of a browser (SESSION), or of a program (LOGIN); or a browser that needs no second step (DEVICE). */
export const Session = z.object({
  id: Id,
  kind: z.enum(["SESSION", "LOGIN", "DEVICE"]),
  /** "Chrome on Windows" */
  device: z.string(),
  /** Completes "signed in with": "a password", "a passkey", "GitHub". Null if it was not noted. */
  method: z.string().nullable(),
  /** The network address at sign-in. */
  address: z.string().nullable(),
  createdAt: z.date(),
  /** Accurate to 5 minutes. */
  lastSeenAt: z.date(),
  /** Whether it is the session that asks, or the private device in which it is. */
  isCurrent: z.boolean(),
});
export type Session = z.output<typeof Session>;

/** The sessions seen last, and how many more there are. */
export const SessionList = z.object({ items: z.array(Session), more: z.number().int() });
export type SessionList = z.output<typeof SessionList>;

export const EndedSessions = z.object({ count: z.number().int() });
export type EndedSessions = z.output<typeof EndedSessions>;
