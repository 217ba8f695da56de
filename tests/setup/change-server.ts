/** Servers whose change streams a test follows. The modules that the test itself imports are another process to them. */
import { Client } from "pg";
import { afterEach, beforeEach, expect, vi } from "vitest";
import type { Principal } from "@/server/auth/principal";
import { callerOf, makeAccessToken, makePrincipal } from "./factories";
import { freshServer } from "./fresh-server";
import { readEvents } from "./stream";

export const WAIT = { timeout: 60_000 };
/** After this time a listener that receives notifications polls as well (realtime/listener.ts), in milliseconds. */
const CHECK_MS = 15_000;

const connections: AbortController[] = [];
const servers: Awaited<ReturnType<typeof freshServer>>[] = [];
let isPolling: boolean;
let waiting: (() => void)[];

// A listener that receives notifications does not poll until the test says so: what arrives was notified.
beforeEach(() => {
  isPolling = false;
  waiting = [];
  const schedule = setTimeout;
  vi.spyOn(globalThis, "setTimeout").mockImplementation(((run: () => void, ms = 0, ...args: []) => {
    if (ms < CHECK_MS) return schedule(run, ms, ...args);
    if (ms === CHECK_MS && isPolling) return schedule(run, 20);
    if (ms === CHECK_MS) waiting.push(run);
    return schedule(() => {}, ms).unref();
  }) as typeof setTimeout);
});
afterEach(async () => {
  for (const connection of connections.splice(0)) connection.abort();
  for (const server of servers.splice(0)) await server.db.$disconnect();
  vi.mocked(setTimeout).mockRestore();
  vi.useRealTimers();
});

/** Listeners that receive notifications poll every few milliseconds from now on. */
export function pollOften(): void {
  isPolling = true;
  for (const run of waiting.splice(0)) run();
}

/** A server of this test, and `openStream` to subscribe to a user's changes there. */
export async function startServer(environment: Record<string, string> = {}) {
  // Half of it limits some statements, which must not be taken for the listener's checks: any other value than 2 * CHECK_MS.
  const server = await freshServer({ DATABASE_WAIT_MS: "29000", ...environment });
  servers.push(server);
  const { closeSubscriptions, countSubscribers } = await import("@/server/realtime/changes");
  async function openStream(token: string, lastEventId = "0") {
    const connection = new AbortController();
    connections.push(connection);
    const headers = { authorization: `Bearer ${token}` };
    const init = { headers, signal: connection.signal };
    const events = readEvents(await server.query("change.onChange", { lastEventId }, init));
    await events.next(); // connected
    return async () => (await events.next()).value ?? undefined;
  }
  const hasSubscriber = ({ userId }: Principal) => vi.waitFor(() => expect(countSubscribers(userId)).toBe(1), WAIT);
  const listenerLines = () =>
    server.lines.map((line) => JSON.parse(line)).filter((it) => it.event === "changes.listener");
  /** On a machine that is busy for seconds, the first check fails, and the listener polls. */
  const isListening = () => vi.waitFor(() => expect(listenerLines()).not.toEqual([]), WAIT);
  return { ...server, openStream, hasSubscriber, listenerLines, isListening, closeSubscriptions };
}

export async function makeSubscriber() {
  const principal = await makePrincipal();
  return { principal, token: await makeAccessToken(principal) };
}

/** Makes a change of a user's, in the process of the test. */
export const makeChange = (principal: Principal) =>
  callerOf(principal).token.create({ name: "Script", scopes: ["account:read"] });

/** Executes a statement on a connection of its own. */
export async function sql<Row>(text: string, connectionString = process.env.DATABASE_URL): Promise<Row[]> {
  const client = new Client({ connectionString });
  await client.connect();
  const { rows } = await client.query(text);
  await client.end();
  return rows;
}
