/** The costs of calls through the real handlers, with identity and rate limit, are those of tests/setup/budgets.ts. */
import { expect, it } from "vitest";
import type { Meta } from "@/server/core/meta";
import { db } from "@/server/platform/db";
import { flushSecurityEvents } from "@/server/platform/security-buckets";
import { appRouter } from "@/server/routers/_app";
import { statementsOf } from "../api/statements";
import { makePerson, permittedFor } from "../contract/callers";
import { calls, checkBudgets, procedures } from "../setup/budgets";
import { batchOf, checkCalls, listStatements, measure, usedCookieOf } from "../setup/call-costs";
import { ALL_SCOPES, makeAccessToken, makePersonalToken, makePrincipal } from "../setup/factories";
import { mutate, query, rest, send } from "../setup/http";
import { rows } from "../setup/inputs";
import { readEvents } from "../setup/stream";

type Procedure = { _def: { type: "query" | "mutation" | "subscription"; meta: Meta } };
const all = Object.entries(appRouter._def.procedures as never as Record<string, Procedure>);

/** Opens a stream with a change to begin with, up to that one. The listener sends statements at times: the fewest count. */
async function statementsOfStream(path: string, cookie: string | undefined) {
  const connection = new AbortController();
  const open = async () => {
    const response = await query(path, { lastEventId: "0" }, { cookie, signal: connection.signal });
    const events = readEvents(response);
    const next = async () => (await events.next()).value ?? undefined;
    expect([await next(), await next()]).toMatchObject([{ event: "connected" }, { event: "message" }]);
  };
  const openings: string[][] = [];
  while (openings.length < 5) openings.push(await statementsOf(open));
  connection.abort();
  return openings.reduce((fewest, it) => (it.length < fewest.length ? it : fewest));
}

/** The statements of one call by a user who may make it, with its input of tests/setup/inputs.ts. */
async function statementsOfCall(path: string, { type, meta }: Procedure["_def"]): Promise<string[]> {
  const owner = await makePrincipal();
  const caller = await makePerson(permittedFor(meta), owner);
  const cookie = await usedCookieOf(caller);
  const input = (await rows[path]?.input?.(owner)) ?? {};
  if (type === "subscription") {
    await makePersonalToken(caller, ...ALL_SCOPES);
    return statementsOfStream(path, cookie);
  }
  const headers = { "idempotency-key": crypto.randomUUID() };
  const call = () => (type === "query" ? query(path, input, { cookie }) : mutate(path, input, { cookie, headers }));
  if (type === "query") await call(); // from here on, rows that everyone sees are kept (platform/row-cache.ts)
  return (await measure(call)).statements;
}

it("every procedure sends as many statements as its row allows", async () => {
  const sent: Record<string, string[]> = {};
  for (const [path, { _def }] of all) sent[path] = await statementsOfCall(path, _def);
  const entries = Object.entries(sent);
  checkBudgets(
    procedures,
    Object.fromEntries(entries.map(([path, { length }]) => [path, { statements: length }])),
    Object.fromEntries(entries.map(([path, statements]) => [path, listStatements(statements)])),
  );
});

const TOKENS = 20;

it("calls with fixed rows send as many statements and bytes as their rows allow", async () => {
  const owner = await makePrincipal({ email: "owner-of-fixed-rows@example.test" });
  const cookie = await usedCookieOf(owner);
  const [login, personal] = [await makeAccessToken(owner), await makePersonalToken(owner, "account:read")];
  const [expiresAt, createdAt] = [new Date(Date.UTC(2100, 0, 1)), new Date(Date.UTC(2026, 0, 1))];
  await db.credential.createMany({
    data: Array.from({ length: TOKENS }, (_, index) => ({
      ...{ id: `fixed-token-of-the-budget-${10 + index}`, kind: "PERSONAL" as const, userId: owner.userId },
      ...{ name: `Token ${10 + index}`, scopes: ["account:read"], secretHash: `fixed-${10 + index}` },
      ...{ expiresAt, idleExpiresAt: expiresAt, createdAt },
    })),
  });
  for (const token of [login, personal]) await rest("GET /me", { token });
  await flushSecurityEvents(); // their first use from a network is one
  const reads = ["account.me", "token.list", "session.list"].map((path): [string] => [path]);
  await checkCalls(calls, {
    "account.me over REST, personal token": () => rest("GET /me", { token: personal }),
    "token.list": () => query("token.list", undefined, { cookie }),
    "token.list over REST, login": () => rest("GET /tokens", { token: login }),
    "a batch of three reads": () => send(batchOf(reads), { cookie }),
  });
});
