/** Processes that die or are stopped between the commit of a mail and its sending. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { env } from "@/env";
import { db } from "@/server/platform/db";
import { queueMail } from "@/server/services/mail-outbox";
import { deliverMails } from "@/server/services/mail-worker";
import { makeUser } from "../setup/factories";
import { startMailServer } from "../setup/mail-server";

const WAIT = { timeout: 120_000 };
const children: ChildProcess[] = [];
let server: Awaited<ReturnType<typeof startMailServer>>;
beforeEach(async () => {
  server = await startMailServer();
  Object.assign(env(), { SMTP_URL: server.url });
  await db.mail.deleteMany();
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  Object.assign(env(), { SMTP_URL: undefined });
  await server.close();
});

function startProcess(...args: string[]) {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "--conditions=react-server", "tests/setup/mail-process.ts", ...args],
    {
      cwd: resolve(import.meta.dirname, "../.."),
      env: { ...process.env, SMTP_URL: server.url, LOG_LEVEL: "warn" },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  children.push(child);
  return child;
}

async function makeMail() {
  const { id: userId, email } = await makeUser();
  await queueMail(db, { template: "address-known", userId, to: email });
  return db.mail.findFirstOrThrow({ where: { userId } });
}
const messageIds = () => server.mails.map(({ messageId }) => messageId);

it("killed between commit and sending: another process delivers the mail", async () => {
  const { id, email } = await makeUser();
  const [, signal] = await once(startProcess("die after the commit", id, email), "exit");
  expect(signal).toBe("SIGKILL");
  const mail = await db.mail.findFirstOrThrow({ where: { userId: id } });
  expect([mail.attempts, server.connections]).toEqual([0, 0]);
  await deliverMails();
  expect(messageIds()).toEqual([`<${mail.id}@localhost>`]);
});

it("killed while it sends: another process delivers the mail after its lease, with the same id", async () => {
  const { id } = await makeMail();
  server.answer = (count) => (count === 1 ? "hold" : "take");
  const child = startProcess("deliver");
  await vi.waitFor(() => expect(server.holding).toBe(1), WAIT);
  child.kill("SIGKILL");
  await once(child, "exit");
  await deliverMails();
  expect(server.begun).toBe(1); // the dead process still has it for itself

  await db.mail.update({ where: { id }, data: { nextAttemptAt: new Date() } });
  await deliverMails();
  expect(messageIds()).toEqual([`<${id}@localhost>`]);
  expect(await db.mail.findUniqueOrThrow({ where: { id } })).toMatchObject({ outcome: "SENT", attempts: 2 });
});

it("stopped by SIGTERM: it finishes what it sends, and begins nothing else", async () => {
  for (let count = 0; count < 6; count++) await makeMail();
  server.answer = () => "hold";
  const child = startProcess("run a server");
  await vi.waitFor(() => expect(server.holding).toBe(5), WAIT);
  child.kill("SIGTERM");
  const exit = once(child, "exit");
  for await (const text of child.stdout as AsyncIterable<Buffer>) if (String(text).includes("stopping")) break;
  server.release();
  expect(await exit).toEqual([143, null]);
  const rows = await db.mail.findMany({ orderBy: { doneAt: "asc" } });
  expect(rows.map(({ outcome }) => outcome)).toEqual([...Array(5).fill("SENT"), null]);
  expect(rows.at(-1)).toMatchObject({ attempts: 0 });
});
