/** What a call through the real handlers costs. */
import { expect } from "vitest";
import type { Principal } from "@/server/auth/principal";
import { statementsOf } from "../api/statements";
import { checkBudgets, type Table } from "./budgets";
import { PASSWORD } from "./factories";
import { anyAddress, query, signIn } from "./http";

/** The session cookie of a user. It was used: only the first use within 5 minutes is written down. */
export async function usedCookieOf({ email }: Principal) {
  const { cookie } = await signIn(email, PASSWORD, { "x-forwarded-for": `${anyAddress()}, 127.0.0.1` });
  await query("account.me", undefined, { cookie });
  return cookie;
}

/** Statements, each on a line, for the details of a failure. */
export const listStatements = (statements: string[]) =>
  statements.map((text) => `  ${text.trim().replaceAll(/\s+/g, " ").slice(0, 150)}`).join("\n");

/** Sends a request and reads its answer. */
export async function measure(request: () => Promise<Response>) {
  let answer = "";
  const statements = await statementsOf(async () => {
    const response = await request();
    answer = await response.text();
    expect(response.ok, answer).toBe(true);
  });
  return { statements, bytes: Buffer.byteLength(answer) };
}

/** Several calls in one request. */
export function batchOf(calls: [path: string, json?: unknown][]): string {
  const inputs = JSON.stringify(Object.fromEntries(calls.map(([, json], index) => [index, { json }])));
  return `/api/trpc/${calls.map(([path]) => path)}?batch=1&input=${encodeURIComponent(inputs)}`;
}

type Requests = Record<string, () => Promise<Response>>;

/** A request that is measured after a change of what it reads. */
type Changed = { before: () => Promise<unknown>; name: string; request: () => Promise<Response> };

/** Sends each request twice, and compares the statements and bytes of the second with its row. */
export async function checkCalls(table: Table<"statements" | "bytes">, requests: Requests, changed?: Changed) {
  const measured: Table<"statements" | "bytes"> = {};
  const details: Record<string, string> = {};
  async function note(name: string, request: () => Promise<Response>) {
    const { statements, bytes } = await measure(request);
    measured[name] = { statements: statements.length, bytes };
    details[name] = listStatements(statements);
  }
  for (const [name, request] of Object.entries(requests)) {
    await request();
    await note(name, request);
  }
  if (changed) {
    await changed.before();
    await note(changed.name, changed.request);
  }
  checkBudgets(table, measured, details);
}
