/** The mailbox of a development server without a mail server; anywhere else it does not exist. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HOUR_MS } from "@/domain/date";
import { env } from "@/env";
import { db } from "@/server/platform/db";
import { logged } from "../setup/database";
import { expectTrpcError, query } from "../setup/http";

const setEnv = (values: object) => Object.assign(env(), { NODE_ENV: "development", SMTP_URL: undefined, ...values });
beforeEach(async () => {
  await db.mail.deleteMany();
});
afterEach(() => {
  setEnv({ NODE_ENV: "test" });
});

const makeMail = (subject: string, address = "jo@example.test", minutesAgo = 0) => {
  const doneAt = new Date(Date.now() - minutesAgo * 60_000);
  const content = subject ? { subject, text: "Text", html: "<p>HTML</p>" } : undefined;
  const rest = { template: "verify-email", expiresAt: new Date(Date.now() + HOUR_MS) };
  return db.mail.create({ data: { ...rest, address, createdAt: doneAt, doneAt, content } });
};
const list = async (input = {}) => {
  const { result } = await (await query("mailbox.list", input)).json();
  return result.data.json.items as { subject: string; to: string }[];
};
const subjects = async (input = {}) => (await list(input)).map(({ subject }) => subject);

describe("the mailbox", () => {
  it.each([
    ["in production", { NODE_ENV: "production" }],
    ["in production with SMTP_URL", { NODE_ENV: "production", SMTP_URL: "smtp://mail.test" }],
    ["in tests", { NODE_ENV: "test" }],
    ["in development with SMTP_URL", { SMTP_URL: "smtp://mail.test" }],
  ])("does not exist %s", async (_where, values) => {
    await makeMail("Secret");
    setEnv(values);
    await expectTrpcError(await query("mailbox.list", {}), 404, { code: "NOT_FOUND" });
  });

  it("has the kept mails to everyone, the newest first, and none that was really sent", async () => {
    setEnv({});
    await makeMail("Old", "jo@example.test", 2);
    await makeMail("New", "kim@example.test", 1);
    await makeMail("");
    expect(await list()).toMatchObject([
      { subject: "New", to: "kim@example.test", text: "Text", html: "<p>HTML</p>" },
      { subject: "Old", to: "jo@example.test" },
    ]);
  });

  it("finds the mails to one address, however it is written", async () => {
    setEnv({});
    await makeMail("To Jo");
    await makeMail("To Kim", "kim@example.test");
    expect(await subjects({ to: " Jo@Example.test" })).toEqual(["To Jo"]);
    expect(await subjects({ to: "nobody@example.test" })).toEqual([]);
  });

  it("has the latest 50", async () => {
    setEnv({});
    for (let minute = 0; minute < 51; minute++) await makeMail(`${minute}`, "jo@example.test", minute);
    expect(await subjects()).toEqual(Array.from({ length: 50 }, (_, minute) => `${minute}`));
  });

  it("is not logged while it is open, but why it fails is", async () => {
    setEnv({});
    logged.length = 0;
    await list();
    expect(logged).toEqual([]);
    setEnv({ NODE_ENV: "test" });
    await query("mailbox.list", {});
    expect(logged.map((line) => JSON.parse(line))).toMatchObject([{ path: "mailbox.list", code: "NOT_FOUND" }]);
  });
});
