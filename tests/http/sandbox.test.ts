/** Sandboxes over REST. */
import { beforeEach, expect, it } from "vitest";
import type { Sandbox } from "@/domain/sandbox.schema";
import { env } from "@/env";
import { db } from "@/server/platform/db";
import { consumeRateLimit, LIMITS } from "@/server/platform/rate-limit";
import { makeCustomer, makeProduct } from "../setup/factories";
import { address, rest, send } from "../setup/http";

beforeEach(() => makeProduct());

/** Opens a sandbox without credentials. */
async function open() {
  const response = await rest("POST /sandboxes", { json: {} });
  expect([response.status, response.headers.get("cache-control")]).toEqual([201, "private, no-store"]);
  return (await response.json()) as Sandbox;
}

it("sandbox: its token reads its own order, and no other; the expired one reads nothing", async () => {
  const { accessToken, expiredToken, orderId, strangersOrderId } = await open();
  const statusOf = async (id: string, token: string) => (await rest(`GET /orders/${id}`, { token })).status;
  expect(await statusOf(orderId, accessToken)).toBe(200);
  expect(await statusOf(strangersOrderId, accessToken)).toBe(404);
  expect(await statusOf(orderId, expiredToken)).toBe(401);
});

it("sandbox: closing it is 404 for another user, then 204, then 401", async () => {
  const { id, accessToken } = await open();
  const close = async (token: string) => (await rest(`DELETE /sandboxes/${id}`, { token })).status;
  expect(await close((await makeCustomer()).token)).toBe(404);
  expect([await close(accessToken), await close(accessToken)]).toEqual([204, 401]);
});

it("sandbox: of 5 parallel calls to close it, one or more are 204, others 404 or 401", async () => {
  const { id, accessToken: token } = await open();
  const calls = Array.from({ length: 5 }, () => rest(`DELETE /sandboxes/${id}`, { token }));
  const statuses = (await Promise.all(calls)).map(({ status }) => status);
  expect(statuses.filter((status) => ![204, 404, 401].includes(status))).toEqual([]);
  expect(statuses).toContain(204);
});

it("sandbox: an address opens 30 in 10 minutes, signed in or not", async () => {
  const { calls, seconds } = LIMITS.sandbox;
  expect([calls, seconds]).toEqual([30, 600]);
  await consumeRateLimit("sandbox", `address ${address}`, calls);
  expect((await rest("POST /sandboxes", { json: {} })).status).toBe(429);
  expect((await rest("POST /sandboxes", { json: {}, token: (await makeCustomer()).token })).status).toBe(429);
});

it("sandbox: GET /api/cron deletes those that have ended", async () => {
  await open();
  await db.sandboxUser.updateMany({ data: { expiresAt: new Date(0) } });
  Object.assign(env(), { CRON_SECRET: "a-secret-for-schedulers" });
  const headers = { authorization: "Bearer a-secret-for-schedulers", "sec-fetch-site": undefined };
  expect((await send("/api/cron", { headers })).status).toBe(200);
  Object.assign(env(), { CRON_SECRET: undefined });
  expect(await db.sandboxUser.count()).toBe(0);
});
