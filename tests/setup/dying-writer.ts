/** Makes a change of the user in argv, and dies between the commit and the notification. */
import { afterCommit, transact } from "@/server/platform/db";
import { recordChange } from "@/server/services/change";

await transact(async (tx) => {
  await afterCommit(tx, () => process.kill(process.pid, "SIGKILL"));
  await recordChange(tx, { userId: process.argv[2] ?? "", topic: "token", id: "of-a-dead-process" });
});
