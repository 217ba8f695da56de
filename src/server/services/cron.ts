import "server-only";
import type { DeliveryCounts } from "./mail-delivery";
import { deliverMails } from "./mail-worker";
import { deleteOldRows } from "./retention";

/** What a server does at intervals, for platforms where no process runs for long. @returns how many mails and rows it was */
export async function runDueWork(): Promise<{ mails: DeliveryCounts; deletedRows: number }> {
  return { mails: await deliverMails(), deletedRows: await deleteOldRows() };
}
