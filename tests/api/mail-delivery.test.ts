/** The outbox of mails, and a mail server that takes them, refuses them, is slow, or dies. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HOUR_MS, MINUTE_MS } from "@/domain/date";
import { env } from "@/env";
import { db, transact } from "@/server/platform/db";
import { SEND_MS } from "@/server/platform/mail-transport";
import { queueMail } from "@/server/services/mail-outbox";
import { deleteOldMails } from "@/server/services/mail-retention";
import { composeMail } from "@/server/services/mail-texts";
import { deliverMails, finishMails, startMailWorker } from "@/server/services/mail-worker";
import { background, logged } from "../setup/database";
import { makeUser } from "../setup/factories";
import { freshServer } from "../setup/fresh-server";
import { type MailAnswer, startMailServer } from "../setup/mail-server";

vi.mock("@/server/services/mail-texts", () => ({
  composeMail: vi.fn(async () => ({
    subject: "A subject",
    paragraphs: ["Some text."],
    action: { label: "Open", path: "/a?secret=s" },
  })),
}));

const WAIT = { timeout: 60_000 };
const NO_COUNTS = { SENT: 0, DROPPED: 0, REFUSED: 0, GIVEN_UP: 0, RETRY: 0 };

let server: Awaited<ReturnType<typeof startMailServer>>;
beforeEach(async () => {
  server = await startMailServer();
  Object.assign(env(), { SMTP_URL: server.url });
  await db.mail.deleteMany();
});
afterEach(async () => {
  Object.assign(env(), { SMTP_URL: undefined, NODE_ENV: "test" });
  await server.close();
});

/** A queued mail to a user. @param values of its row, such as an earlier time */
async function makeMail(values: { attempts?: number; expiresAt?: Date } = {}) {
  const { id: userId, email } = await makeUser();
  await queueMail(db, { template: "verify-email", userId, to: email });
  const { id } = await db.mail.findFirstOrThrow({ where: { userId } });
  await db.mail.update({ where: { id }, data: values });
  return { id, email, userId };
}
const rowOf = ({ id }: { id: string }) => db.mail.findUniqueOrThrow({ where: { id } });
/** As if the time until the next try had passed. */
const makeDue = ({ id }: { id: string }) => db.mail.update({ where: { id }, data: { nextAttemptAt: new Date() } });
const lines = () => logged.map((line) => JSON.parse(line)).filter(({ event }) => event?.startsWith("mail"));

describe("a queued mail", () => {
  it("arrives as text and HTML, with the id of its row and marked as automatic", async () => {
    const mail = await makeMail();
    expect(await deliverMails()).toEqual({ ...NO_COUNTS, SENT: 1 });
    const [received] = server.mails;
    expect(received).toMatchObject({
      to: mail.email,
      from: "no-reply@localhost",
      subject: "A subject",
      messageId: `<${mail.id}@localhost>`,
      headers: { to: mail.email, from: "Roundtrip <no-reply@localhost>", "auto-submitted": "auto-generated" },
    });
    expect(received?.text).toContain("Open:\nhttp://localhost:3000/a?secret=s\n");
    expect(received?.html).toContain('href="http://localhost:3000/a?secret=s"');
    expect(await rowOf(mail)).toMatchObject({ outcome: "SENT", attempts: 1, doneAt: expect.any(Date), content: null });
    expect(await deliverMails()).toEqual(NO_COUNTS);
  });

  it("is sent from MAIL_FROM", async () => {
    Object.assign(env(), { MAIL_FROM: "Shop <mail@shop.test>" });
    await makeMail();
    await deliverMails();
    Object.assign(env(), { MAIL_FROM: undefined });
    expect(server.mails[0]).toMatchObject({ from: "mail@shop.test", headers: { from: "Shop <mail@shop.test>" } });
  });

  it("is not sent after a rollback", async () => {
    const { id: userId, email } = await makeUser();
    const failed = transact(async (tx) => {
      await queueMail(tx, { template: "verify-email", userId, to: email });
      throw new Error("rolled back");
    });
    await expect(failed).rejects.toThrow("rolled back");
    expect(await deliverMails()).toEqual(NO_COUNTS);
  });

  it("does not exist where mails are off", async () => {
    Object.assign(env(), { SMTP_URL: undefined });
    await queueMail(db, { template: "verify-email", to: "jo@example.test" });
    expect(await db.mail.count()).toBe(0);
  });

  it("is kept instead of being sent, in development without a mail server", async () => {
    Object.assign(env(), { SMTP_URL: undefined, NODE_ENV: "development" });
    const mail = await makeMail();
    await deliverMails();
    const content = { subject: "A subject", text: expect.any(String), html: expect.stringContaining("<html") };
    expect(await rowOf(mail)).toMatchObject({ outcome: "SENT", content });
    expect(server.connections).toBe(0);
  });

  it("is dropped if nothing has to be sent any more", async () => {
    vi.mocked(composeMail).mockResolvedValueOnce(null);
    const mail = await makeMail();
    expect(await deliverMails()).toEqual({ ...NO_COUNTS, DROPPED: 1 });
    expect([(await rowOf(mail)).outcome, server.connections]).toEqual(["DROPPED", 0]);
  });

  it("whose text fails is tried again, and the log has the cause", async () => {
    vi.mocked(composeMail).mockRejectedValueOnce(new Error("broken template"));
    const mail = await makeMail();
    expect(await deliverMails()).toEqual({ ...NO_COUNTS, RETRY: 1 });
    expect(lines()[0]).toMatchObject({ event: "mail.broken", level: 50, err: { message: "broken template" } });
    await makeDue(mail);
    expect(await deliverMails()).toEqual({ ...NO_COUNTS, SENT: 1 });
  });

  it("leaves no address, text or link in the log", async () => {
    const { email } = await makeMail();
    await deliverMails();
    expect(lines()).toMatchObject([{ outcome: "SENT", template: "verify-email", emailHash: expect.any(String) }]);
    expect(logged.join()).not.toMatch(new RegExp(`${email}|secret|Some text`));
  });
});

describe("a mail server that", () => {
  const refuses = (code: number, at: "connect" | "auth" | "sender" | "recipient" | "data") => () => ({ code, at });

  it.each([
    ["refuses the recipient", 550, "recipient", "EENVELOPE RCPT TO 550 5.7.1"],
    ["refuses the content", 554, "data", "EMESSAGE DATA 554 5.7.1"],
  ] as const)("%s for good ends the mail at once", async (_name, code, at, lastError) => {
    server.answer = refuses(code, at);
    const mail = await makeMail();
    expect(await deliverMails()).toEqual({ ...NO_COUNTS, REFUSED: 1 });
    expect(await rowOf(mail)).toMatchObject({ outcome: "REFUSED", lastError, doneAt: expect.any(Date) });
    expect(lines()).toMatchObject([{ level: 40, outcome: "REFUSED", why: lastError }]);
    expect(logged.join()).not.toContain("secret.test");
  });

  it.each([
    ["refuses the recipient for now", 450, "recipient"],
    ["refuses the connection", 421, "connect"],
    ["refuses the sender", 550, "sender"],
    ["refuses the password", 535, "auth"],
  ] as const)("%s gets the mail later", async (_name, code, at) => {
    Object.assign(env(), { SMTP_URL: server.url.replace("//", "//user:password@") });
    server.answer = refuses(code, at);
    const mail = await makeMail();
    const before = Date.now();
    expect(await deliverMails()).toEqual({ ...NO_COUNTS, RETRY: 1 });
    const { nextAttemptAt, lastError, outcome } = await rowOf(mail);
    expect([outcome, lastError]).toEqual([null, expect.stringContaining(String(code))]);
    expect(nextAttemptAt.getTime() - before).toBeGreaterThanOrEqual(MINUTE_MS / 2);
    expect(nextAttemptAt.getTime() - Date.now()).toBeLessThanOrEqual(1.5 * MINUTE_MS);
    expect(lines()).toMatchObject([{ level: 40, outcome: "RETRY" }]);
    expect(await deliverMails()).toEqual(NO_COUNTS); // not before its time

    server.answer = () => "take";
    await makeDue(mail);
    expect(await deliverMails()).toEqual({ ...NO_COUNTS, SENT: 1 });
    expect(await rowOf(mail)).toMatchObject({ outcome: "SENT", attempts: 2 });
  });

  it("stays away is asked once an hour at most, until the mail expires", async () => {
    await server.close();
    const mail = await makeMail({ attempts: 20 });
    await deliverMails();
    const waitMs = (await rowOf(mail)).nextAttemptAt.getTime() - Date.now();
    expect(waitMs).toBeGreaterThan(HOUR_MS / 2 - MINUTE_MS);
    expect(waitMs).toBeLessThanOrEqual(1.5 * HOUR_MS);

    const late = await makeMail({ expiresAt: new Date(Date.now() + MINUTE_MS / 4) });
    expect(await deliverMails()).toEqual({ ...NO_COUNTS, GIVEN_UP: 1 });
    expect(await rowOf(late)).toMatchObject({ outcome: "GIVEN_UP", doneAt: expect.any(Date) });
    expect(lines().map(({ level, outcome }) => [level, outcome])).toEqual([
      [40, "RETRY"],
      [40, "GIVEN_UP"],
    ]);
  });

  it("comes back after a mail has expired does not get it", async () => {
    await makeMail({ expiresAt: new Date(Date.now() - 1) });
    expect(await deliverMails()).toEqual({ ...NO_COUNTS, GIVEN_UP: 1 });
    expect(server.connections).toBe(0);
  });

  it("does not answer is left after a minute, and gets the mail later", async () => {
    const deadline = new AbortController();
    const timeout = vi.spyOn(AbortSignal, "timeout").mockReturnValue(deadline.signal);
    server.answer = () => "hold";
    const mail = await makeMail();
    const delivery = deliverMails();
    await vi.waitFor(() => expect(server.begun).toBe(1), WAIT);
    deadline.abort();
    expect(await delivery).toEqual({ ...NO_COUNTS, RETRY: 1 });
    expect(timeout.mock.calls).toEqual([[SEND_MS]]);
    timeout.mockRestore();
    expect((await rowOf(mail)).lastError).toBe("EABORT");
    server.answer = () => "take";
    await makeDue(mail);
    expect(await deliverMails()).toEqual({ ...NO_COUNTS, SENT: 1 });
  });

  it.each([
    ["in the middle of a mail gets it once", "die in the mail", 1],
    ["after it took a mail gets it twice, with one id", "die after the mail", 2],
  ] as const)("dies %s", async (_name, fault, times) => {
    server.answer = (count): MailAnswer => (count === 1 ? fault : "take");
    const mail = await makeMail();
    expect(await deliverMails()).toEqual({ ...NO_COUNTS, RETRY: 1 });
    await makeDue(mail);
    expect(await deliverMails()).toEqual({ ...NO_COUNTS, SENT: 1 });
    expect(server.mails.map(({ messageId }) => messageId)).toEqual(Array(times).fill(`<${mail.id}@localhost>`));
  });
});

describe("several mails", () => {
  const makeMails = async (count: number) => {
    const expiresAt = new Date(Date.now() + HOUR_MS);
    const row = (index: number) => ({ template: "verify-email", address: `to-${index}@example.test`, expiresAt });
    await db.mail.createMany({ data: Array.from({ length: count }, (_, index) => row(index)) });
  };

  it("are sent by two processes, each mail once, 5 at a time by each", async () => {
    await makeMails(50);
    const other = await freshServer({ SMTP_URL: server.url });
    const { deliverMails: deliverElsewhere } = await import("@/server/services/mail-worker");
    server.answer = () => "hold";
    const deliveries = Promise.all([deliverMails(), deliverElsewhere()]);
    await vi.waitFor(() => expect(server.holding).toBe(10), WAIT);
    server.answer = () => "take";
    server.release();
    const counts = await deliveries;
    await other.db.$disconnect();
    expect(counts.map(({ SENT }) => SENT).reduce((sum, count) => sum + count)).toBe(50);
    expect(new Set(server.mails.map(({ to }) => to)).size).toBe(50);
    expect(server.mails).toHaveLength(50);
    expect(server.most).toBe(10);
  });

  it("one that fails does not keep the others", async () => {
    server.answer = (count): MailAnswer => (count === 2 ? { code: 550, at: "recipient" } : "take");
    await makeMails(4);
    const { SENT, REFUSED } = await deliverMails();
    expect(SENT + REFUSED).toBe(4);
    expect([SENT, REFUSED].every((count) => count > 0)).toBe(true);
  });
});

describe("the worker", () => {
  // A tick comes when a test calls it.
  let tick: () => void;
  const interval = vi.spyOn(globalThis, "setInterval");
  beforeEach(() => {
    interval.mockImplementation(((run: () => void) => {
      tick = run;
      return { unref: () => undefined };
    }) as unknown as typeof setInterval);
  });
  afterEach(async () => {
    await finishMails(); // its line in the log belongs to this test
    interval.mockReset();
  });

  it("delivers at its start what an earlier process has left", async () => {
    await makeMail();
    startMailWorker();
    await vi.waitFor(() => expect(server.mails).toHaveLength(1), WAIT);
  });

  it("delivers a mail after the commit that has queued it", async () => {
    startMailWorker();
    await deliverMails(); // after the one at the start
    await transact((tx) => queueMail(tx, { template: "verify-email", to: "jo@example.test" }));
    await vi.waitFor(() => expect(server.mails).toHaveLength(1), WAIT);
  });

  it("on Vercel, keeps the function awake after the response until the mail is sent", async () => {
    startMailWorker();
    await deliverMails(); // after the one at the start
    background.clear();
    await transact((tx) => queueMail(tx, { template: "verify-email", to: "jo@example.test" }));
    await Promise.all(background);
    expect(server.mails).toHaveLength(1);
  });

  it("looks for due mails every 15 seconds", async () => {
    startMailWorker();
    await deliverMails(); // after the one at the start
    const expiresAt = new Date(Date.now() + HOUR_MS);
    await db.mail.create({ data: { template: "verify-email", address: "jo@example.test", expiresAt } });
    expect(interval.mock.lastCall?.[1]).toBe(15_000);
    tick();
    await vi.waitFor(() => expect(server.mails).toHaveLength(1), WAIT);
  });

  it("logs an outage of the database and goes on", async () => {
    startMailWorker();
    await deliverMails(); // after the one at the start
    const query = vi.spyOn(db, "$queryRaw").mockRejectedValue(new Error("away") as never);
    tick();
    await vi.waitFor(() => expect(lines()).toMatchObject([{ event: "mail.worker", err: { message: "away" } }]), WAIT);
    query.mockRestore();
    await makeMail();
    await vi.waitFor(() => expect(server.mails).toHaveLength(1), WAIT);
  });

  it("says at start in production what is off without SMTP_URL", () => {
    Object.assign(env(), { SMTP_URL: undefined, NODE_ENV: "production" });
    startMailWorker();
    expect(lines()).toMatchObject([{ event: "mail.off", level: 30, msg: expect.stringContaining("SMTP_URL") }]);
  });
});

it("old mails are deleted after 7 days", async () => {
  const DAYS = 24 * HOUR_MS;
  const [old, kept] = [await makeMail(), await makeMail()];
  await db.mail.update({ where: { id: old.id }, data: { createdAt: new Date(Date.now() - 7.1 * DAYS) } });
  await db.mail.update({ where: { id: kept.id }, data: { createdAt: new Date(Date.now() - 6.9 * DAYS) } });
  expect(await deleteOldMails()).toBe(1);
  expect((await db.mail.findMany()).map(({ id }) => id)).toEqual([kept.id]);
});
