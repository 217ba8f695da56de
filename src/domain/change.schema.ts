import { z } from "zod";
import { TOPICS } from "./change";
import { Id } from "./text.schema";

/** Something of the user's has changed: refetch what shows it. `seq` numbers the user's changes in commit order. */
export const Change = z.object({
  seq: z.number().int(),
  topic: z.enum(TOPICS),
  /** The id of the changed row. */
  id: Id,
  createdAt: z.date(),
});
export type Change = z.output<typeof Change>;

/**
 * Some changes after the number that the client sent are no longer kept: refetch everything. The stream
 * goes on after `seq`.
 */
export const ChangeGap = z.object({ seq: z.number().int(), isGap: z.literal(true) });
export type ChangeGap = z.output<typeof ChangeGap>;

/** An event of the change stream. */
export const ChangeEvent = z.union([Change, ChangeGap]);
export type ChangeEvent = z.output<typeof ChangeEvent>;

/** The number of the last change that was received; without it, the stream begins now. */
export const FollowChanges = z.object({
  lastEventId: z
    .string()
    .regex(/^\d{1,10}$/, "This is not the number of a change.")
    .nullish(),
});
