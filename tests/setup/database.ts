/** Gives every test file its own database, copied from the migrated template. */
import { Client } from "pg";
import { afterAll, beforeEach, vi } from "vitest";
import { TEMPLATE } from "./cluster";
import { captureLog, resetServer } from "./server-modules";

process.env.TEMPLATE_URL ??= process.env.DATABASE_URL; // one process may run many files
const template = new URL(process.env.TEMPLATE_URL ?? "");
const name = `test_${crypto.randomUUID().replaceAll("-", "")}`;
const admin = new Client({ connectionString: String(Object.assign(new URL(template), { pathname: "/postgres" })) });
await admin.connect();
await admin.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
await admin.end();
process.env.DATABASE_URL = String(Object.assign(new URL(template), { pathname: `/${name}` }));
delete process.env.DIRECT_URL; // of the template

/** What goes on after a response, such as deletions and notifications: on Vercel, too, the server hands it over like this. */
export const background = new Set<Promise<unknown>>();
const VERCEL_CONTEXT = Symbol.for("@vercel/request-context");
Object.assign(globalThis, { [VERCEL_CONTEXT]: { get: () => ({ waitUntil: background.add.bind(background) }) } });

const { log } = await import("@/server/platform/log");
const { db } = await import("@/server/platform/db");
const { flushSecurityEvents } = await import("@/server/platform/security-buckets");

/** The log lines of the current test. Nothing is printed. */
export const logged: string[] = [];
captureLog(log, logged);

beforeEach(() => {
  logged.length = 0;
});
// The next file in this process loads the server's modules again: see tests/vitest.config.ts.
afterAll(async () => {
  await flushSecurityEvents();
  for (const work of background) await Promise.allSettled([work]); // it may begin more
  await db.$disconnect();
  resetServer();
  vi.unstubAllGlobals();
});
