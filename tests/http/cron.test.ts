/** GET /api/cron: what a scheduler without a process of its own calls. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { HOUR_MS } from "@/domain/date";
import { env } from "@/env";
import { db } from "@/server/platform/db";
import { logged } from "../setup/database";
import { makeUser } from "../setup/factories";
import { expectProblem, send } from "../setup/http";

const CRON_SECRET = "a-secret-for-schedulers";
const authorization = `Bearer ${CRON_SECRET}`;
beforeEach(() => {
  Object.assign(env(), { CRON_SECRET });
});
afterEach(() => {
  Object.assign(env(), { CRON_SECRET: undefined });
});

const makeMail = (createdAt: Date) =>
  db.mail.create({ data: { template: "verify-email", address: "jo@example.test", createdAt, expiresAt: createdAt } });

it("with the secret: ends mails, deletes old rows, and answers how many", async () => {
  await makeMail(new Date());
  await makeMail(new Date(Date.now() - 8 * 24 * HOUR_MS));
  const response = await send("/api/cron", { headers: { authorization, "sec-fetch-site": undefined } });
  expect(response.status).toBe(200);
  expect(response.headers.get("cache-control")).toBe("private, no-store");
  const mails = { SENT: 0, DROPPED: 0, REFUSED: 0, GIVEN_UP: 2, RETRY: 0 };
  expect(await response.json()).toEqual({ mails, deletedRows: 1 });
  expect(await db.mail.findMany()).toMatchObject([{ outcome: "GIVEN_UP" }]);
});

it("with the secret: deletes what has ended, whatever it is", async () => {
  const { id: userId, email } = await makeUser();
  const [createdAt, expiresAt] = [new Date(0), new Date(0)];
  await db.accountLink.create({ data: { kind: "NOT_ME", userId, email, secretHash: "any", expiresAt } });
  await db.formerEmail.create({ data: { userId, email, until: expiresAt } });
  await db.securityEvent.create({ data: { id: "old", kind: "token.refused", category: "refusal", createdAt } });
  await db.change.create({ data: { userId, seq: 1, topic: "token", rowId: "row", createdAt } });
  const { id } = await makeMail(createdAt);
  await send("/api/cron", { headers: { authorization, "sec-fetch-site": undefined } });
  const left = [db.accountLink.count(), db.formerEmail.count()];
  left.push(db.securityEvent.count({ where: { id: "old" } }), db.change.count({ where: { userId } }));
  left.push(db.mail.count({ where: { id } }));
  expect(await Promise.all(left)).toEqual(Array(5).fill(0));
});

it.each([
  undefined,
  "",
  CRON_SECRET,
  `Basic ${CRON_SECRET}`,
  `${authorization}x`,
  authorization.slice(0, -1),
  "Bearer ß",
])("with %j it is 401 with a challenge, does nothing, and is logged", async (sent) => {
  const { id } = await makeMail(new Date());
  const response = await send("/api/cron", { headers: { authorization: sent } });
  expect(response.headers.get("www-authenticate")).toBe('Bearer realm="roundtrip"');
  await expectProblem(response, 401, { code: "UNAUTHORIZED" });
  expect(await db.mail.findUniqueOrThrow({ where: { id } })).toMatchObject({ doneAt: null });
  expect(logged.map((line) => JSON.parse(line).event)).toContain("auth.refused");
  expect(logged.join()).not.toContain(CRON_SECRET);
});

it("wrong secrets are limited by address, right ones are not", async () => {
  const call = (sent: string) => send("/api/cron", { headers: { authorization: sent } }).then(({ status }) => status);
  const statuses = [];
  for (let count = 0; count < 121; count++) statuses.push(await call("Bearer wrong"));
  expect([statuses[119], statuses[120]]).toEqual([401, 429]);
  expect(await call(authorization)).toBe(200);
});

it("without CRON_SECRET it does not exist, whatever is sent", async () => {
  Object.assign(env(), { CRON_SECRET: undefined });
  for (const sent of [undefined, "Bearer ", "Bearer undefined"]) {
    await expectProblem(await send("/api/cron", { headers: { authorization: sent } }), 404);
  }
});

it("other methods are 405 with Allow", async () => {
  const response = await send("/api/cron", { method: "POST", headers: { authorization } });
  expect(response.headers.get("allow")).toBe("GET, OPTIONS");
  await expectProblem(response, 405);
});

it("Vercel calls it once a day", () => {
  const { crons } = JSON.parse(readFileSync(resolve(import.meta.dirname, "../../vercel.json"), "utf8"));
  expect(crons).toEqual([{ path: "/api/cron", schedule: expect.stringMatching(/^\d+ \d+ \* \* \*$/) }]);
});
