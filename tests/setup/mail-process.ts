/** A process of its own that queues or delivers mails, until it dies or is killed: see tests/api/mail-processes.test.ts. */
import { afterCommit, transact } from "@/server/platform/db";
import { queueMail } from "@/server/services/mail-outbox";
import { deliverMails } from "@/server/services/mail-worker";

const [mode, userId, to = ""] = process.argv.slice(2);

if (mode === "die after the commit") {
  await transact(async (tx) => {
    await afterCommit(tx, () => process.kill(process.pid, "SIGKILL"));
    await queueMail(tx, { template: "address-known", userId, to });
  });
}
if (mode === "deliver") await deliverMails();
if (mode === "run a server") {
  process.env.NEXT_RUNTIME = "nodejs";
  const { register } = await import("@/instrumentation");
  await register();
  // As Next does, once its last connection has ended.
  process.once("SIGTERM", () => {
    console.log("stopping");
    process.exit(143);
  });
  setInterval(() => {}, 60_000);
}
