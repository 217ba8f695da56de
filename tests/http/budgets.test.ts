/** The costs of calls through the real handlers, with identity and rate limit, are those of tests/setup/budgets.ts. */
import { expect, it } from "vitest";
import type { Principal } from "@/server/auth/principal";
import type { Meta } from "@/server/core/meta";
import { db } from "@/server/platform/db";
import { createReadableId } from "@/server/platform/readable-id";
import { flushSecurityEvents } from "@/server/platform/security-buckets";
import { appRouter } from "@/server/routers/_app";
import { statementsOf } from "../api/statements";
import { makePerson, permittedFor } from "../contract/callers";
import { calls, checkBudgets, procedures } from "../setup/budgets";
import {
  ALL_SCOPES,
  makeAccessToken,
  makePersonalToken,
  makePrincipal,
  makeProduct,
  PASSWORD,
} from "../setup/factories";
import { anyAddress, mutate, query, rest, send, signIn } from "../setup/http";
import { rows } from "../setup/inputs";
import { readEvents } from "../setup/stream";

type Procedure = { _def: { type: "query" | "mutation" | "subscription"; meta: Meta } };
const all = Object.entries(appRouter._def.procedures as never as Record<string, Procedure>);

/** The session cookie of a user. It was used: only the first use within 5 minutes is written down. */
async function cookieOf({ email }: Principal) {
  const { cookie } = await signIn(email, PASSWORD, { "x-forwarded-for": `${anyAddress()}, 127.0.0.1` });
  await query("account.me", undefined, { cookie });
  return cookie;
}

const listed = (statements: string[]) =>
  statements.map((text) => `  ${text.trim().replaceAll(/\s+/g, " ").slice(0, 150)}`).join("\n");

/** Sends a request and reads its answer. */
async function measure(request: () => Promise<Response>) {
  let answer = "";
  const statements = await statementsOf(async () => {
    const response = await request();
    answer = await response.text();
    expect(response.ok, answer).toBe(true);
  });
  return { statements, bytes: Buffer.byteLength(answer) };
}

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
  const cookie = await cookieOf(caller);
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
    Object.fromEntries(entries.map(([path, statements]) => [path, listed(statements)])),
  );
});

const ORDERS = 20;

/** A customer with 20 orders of 3 lines, in a catalog of as many products. Every text has a fixed length. */
async function makeShop() {
  const owner = await makePrincipal();
  const products = await Promise.all(
    Array.from({ length: ORDERS }, (_, index) =>
      makeProduct({ name: `Product ${String(index).padStart(2, "0")}`, slug: `fixed-${10 + index}`, category: "HOME" }),
    ),
  );
  const copies = products
    .slice(0, 3)
    .map(({ id, name, image, priceCents }) => ({ productId: id, name, image, priceCents }));
  for (let index = 0; index < ORDERS; index++) {
    const id = createReadableId();
    const lines = { create: copies.map((copy) => ({ ...copy, quantity: 1 })) };
    const createdAt = new Date(Date.UTC(2026, 0, 1, index));
    await db.order.create({ data: { id, ownerId: owner.userId, totalCents: 3000, createdAt, lines } });
    await db.orderEvent.create({
      data: { ownerId: owner.userId, orderId: id, seq: index + 1, status: "PLACED", createdAt },
    });
  }
  const { id: orderId } = await db.order.findFirstOrThrow({ where: { ownerId: owner.userId } });
  return { owner, orderId, productId: products[0]?.id };
}

it("calls with fixed rows send as many statements and bytes as their rows allow", async () => {
  const { owner, orderId, productId } = await makeShop();
  const cookie = await cookieOf(owner);
  const [login, personal] = [await makeAccessToken(owner), await makePersonalToken(owner, ...ALL_SCOPES)];
  for (const token of [login, personal]) await rest("GET /me", { token });
  await flushSecurityEvents(); // their first use from a network is one
  const catalog = { category: "HOME" };
  const reads: [path: string, json?: unknown][] = [
    ["account.me"],
    ["order.list", {}],
    ["order.byId", { id: orderId }],
    ["product.list", catalog],
    ["product.byId", { id: productId }],
  ];
  const inputs = JSON.stringify(Object.fromEntries(reads.map(([, json], index) => [index, { json }])));
  const batch = `/api/trpc/${reads.map(([path]) => path)}?batch=1&input=${encodeURIComponent(inputs)}`;

  const requests: Record<string, () => Promise<Response>> = {
    "order.list": () => query("order.list", {}, { cookie }),
    "order.list over REST, login": () => rest("GET /orders", { token: login }),
    "order.list over REST, personal token": () => rest("GET /orders", { token: personal }),
    "order.byId": () => query("order.byId", { id: orderId }, { cookie }),
    "product.list": () => query("product.list", catalog, { cookie }),
    "product.list, anonymous": () => query("product.list", catalog),
    "product.list over REST, anonymous": () => rest("GET /products?category=HOME"),
    "a batch of five reads": () => send(batch, { cookie }),
  };
  const measured: Record<string, { statements: number; bytes: number }> = {};
  const details: Record<string, string> = {};
  async function note(name: string, request: () => Promise<Response>) {
    const { statements, bytes } = await measure(request);
    measured[name] = { statements: statements.length, bytes };
    details[name] = listed(statements);
  }
  for (const [name, request] of Object.entries(requests)) {
    await request();
    await note(name, request);
  }
  await makeProduct();
  await note("product.list after a write", () => query("product.list", catalog, { cookie }));
  checkBudgets(calls, measured, details);
});
