import { z } from "zod";
import { Id } from "./text.schema";

/** A sign-in that still counts: of a browser (SESSION), or of a program that logged in with the password (LOGIN). */
export const Session = z.object({
  id: Id,
  kind: z.enum(["SESSION", "LOGIN"]),
  /** In words: "Chrome on Windows". */
  device: z.string(),
  /** The network that it was opened from. */
  address: z.string().nullable(),
  createdAt: z.date(),
  /** To within five minutes. */
  lastSeenAt: z.date(),
  isCurrent: z.boolean(),
});

/** Those seen last, and how many more there are. */
export const SessionList = z.object({ items: z.array(Session), more: z.number().int() });

export const EndedSessions = z.object({ count: z.number().int() });
