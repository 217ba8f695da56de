import "server-only";
import { waitUntil } from "@vercel/functions";
import { isStopping } from "@/server/platform/draining";
import { log } from "@/server/platform/log";
import { runOutsideRequest } from "@/server/platform/request-id";
import { singleton } from "@/server/platform/singleton";
import { deleteOldLinks } from "./account-link";
import { deleteOldChanges } from "./change-retention";
import { deleteExpiredCredentials } from "./credential-retention";
import { deleteOldMails } from "./mail-retention";
import { deleteExpiredSandboxes } from "./sandbox-deletion";
import { deleteOldSecurityEvents } from "./security-event-retention";

/** What is kept for a time only. Each deletes a batch, and returns how many rows it has deleted. */
const DELETIONS: readonly (() => Promise<number>)[] = [
  deleteOldChanges,
  deleteExpiredSandboxes,
  deleteOldLinks,
  deleteOldSecurityEvents,
  deleteOldMails,
  deleteExpiredCredentials,
];

/** How often a process that records changes deletes old rows, and the pause between two batches, in milliseconds. */
const INTERVAL_MS = 600_000;
const PAUSE_MS = 100;

const state = () => singleton("retention", () => ({ nextAt: 0 }));

/** Deletes what is too old, in the background, if it is time to. Call it when a change or a sign-in was recorded. */
export function deleteOldRowsSometimes(): void {
  if (Date.now() < state().nextAt) return;
  state().nextAt = Date.now() + INTERVAL_MS;
  waitUntil(runOutsideRequest(deleteOldRows));
}

/** Deletes what is too old. Failures are logged: the next call tries again. @returns how many rows were deleted */
export async function deleteOldRows(): Promise<number> {
  let count = 0;
  for (const deletion of DELETIONS) count += await deleteAll(deletion);
  return count;
}

async function deleteAll(deletion: () => Promise<number>): Promise<number> {
  let count = 0;
  try {
    for (let deleted = await deletion(); deleted > 0; deleted = await deletion()) {
      count += deleted;
      if (isStopping()) break;
      await new Promise((resume) => setTimeout(resume, PAUSE_MS));
    }
  } catch (error) {
    log.error({ event: "retention", err: error }, "old rows are deleted later");
  }
  return count;
}
