/** The production build as a process that a drill stops and kills, and calls of it that must be answered in time. */
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { folder, nextBin, startServer } from "../../bench/server";
import { SECRET } from "../files";

/** What a caller waits at most for an answer, in milliseconds. */
const DEADLINE_MS = 6000;
/** Connections of each server: POOL for statements, and one that listens. */
export const POOL = 4;
export const SESSIONS = POOL + 1;
/** The exit code of Next when it has stopped by itself after a SIGTERM. */
export const STOPPED = 143;

export const SETTINGS = {
  NEXTAUTH_SECRET: SECRET,
  TRUSTED_PROXIES: "1",
  DATABASE_POOL_SIZE: String(POOL),
  // Less than by default: the waits of a call add up to 60% of the deadline, on a machine that is busy with other tests.
  DATABASE_WAIT_MS: "1500",
  DIRECT_URL: "",
  REDIS_URL: "",
};

let servers = 0;

/** Starts a server on any free port. @param settings further environment variables */
export async function startDrillServer(databaseUrl: string, settings: Record<string, string> = {}) {
  const args = [nextBin, "start", "-p", "0", "-H", "127.0.0.1"];
  const name = `drill-${process.pid}-${++servers}`;
  const { child, origin } = await startServer(name, args, { ...SETTINGS, DATABASE_URL: databaseUrl, ...settings });
  /** @returns the exit code, null for a killed process */
  async function end(signal: NodeJS.Signals) {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const ended = once(child, "exit");
    child.kill(signal);
    const [code] = await ended;
    return code as number | null;
  }
  return {
    origin,
    /** Lines of its log about faults. */
    errors: () => readFileSync(join(folder, `${name}.log`), "utf8").match(/^.*"level":[56]0.*$/gm) ?? [],
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
  };
}

export type DrillServer = Awaited<ReturnType<typeof startDrillServer>>;

type Call = { token?: string; key?: string; tag?: string; json?: unknown; address?: string; signal?: AbortSignal };
export type Answer = {
  status: number;
  headers: Headers;
  body: { id?: string; reason?: string } & Record<string, unknown>;
};

/** Calls the server. Without an answer in time, the test fails. */
export async function call(
  { origin }: Pick<DrillServer, "origin">,
  operation: string,
  { token, key, tag, json, address = "10.1.1.1", signal }: Call = {},
): Promise<Answer> {
  const [method = "GET", path = ""] = operation.split(" ");
  const headers = {
    "x-forwarded-for": address,
    ...(token && { authorization: `Bearer ${token}` }),
    ...(key && { "idempotency-key": key }),
    ...(tag && { "if-match": tag }),
    ...(json !== undefined && { "content-type": "application/json" }),
  };
  const deadline = AbortSignal.timeout(DEADLINE_MS);
  const response = await fetch(`${origin}${path}`, {
    method,
    headers,
    body: json === undefined ? undefined : JSON.stringify(json),
    signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** 503, and when to try again. */
export function expectUnavailable({ status, headers }: Answer): void {
  expect([status, Number(headers.get("retry-after")) > 0]).toEqual([503, true]);
}

type WriteOptions = { signal?: AbortSignal; at?: Pick<DrillServer, "origin"> };

const PASSWORD = "a long password";
let customers = 0;

/** Signs up a user with an address of their own, so that drills do not share rate limits. */
export async function makeUser(server: Pick<DrillServer, "origin">) {
  const address = `10.2.${process.pid % 250}.${++customers}`;
  const email = `drill-${process.pid}-${customers}@example.test`;
  const signUp = { json: { email, name: "Drill", password: PASSWORD } };
  await call(server, "POST /api/trpc/account.signUp", { json: signUp, address });
  const login = await call(server, "POST /api/v1/login", { json: { email, password: PASSWORD }, address });
  const token = String(login.body.accessToken);
  const { headers } = await call(server, "GET /api/v1/me", { token, address });
  const tag = headers.get("etag") ?? "";
  return {
    token,
    address,
    /** Locks the user's row, for which every write of the account waits; what only refers to the user does not. */
    lock: { text: "SELECT id FROM users WHERE email = $1 FOR NO KEY UPDATE", values: [email] },
    /** Creates a personal token, at any server. */
    createToken: ({ at = server, name = "Drill", signal }: WriteOptions & { name?: string } = {}) =>
      call(at, "POST /api/v1/tokens", {
        ...{ token, address, signal },
        json: { name, scopes: ["account:read"], expiresInDays: 7 },
      }),
    /** Changes the name if nobody has since the user signed up: a second time, it is refused with 412. */
    rename: (name: string, { at = server, signal }: WriteOptions = {}) =>
      call(at, "PATCH /api/v1/me", { ...{ token, address, signal, tag }, json: { name } }),
    /** Begins another session. @returns the id of its credential */
    async logIn(): Promise<{ id: string }> {
      const other = await call(server, "POST /api/v1/login", { json: { email, password: PASSWORD }, address });
      const [, claims = ""] = String(other.body.accessToken).split(".");
      return { id: JSON.parse(Buffer.from(claims, "base64url").toString()).sid };
    },
    /** Ends all sessions of the user but this one, at any server. */
    endOtherSessions: (at: Pick<DrillServer, "origin"> = server) =>
      call(at, "POST /api/trpc/session.revokeOthers", { token, address, json: { json: {} } }),
    call: (operation: string, at: Pick<DrillServer, "origin"> = server) => call(at, operation, { token, address }),
    /** Opens the change stream after an event that was seen. */
    async openStream(lastEventId = "0", at: Pick<DrillServer, "origin"> = server) {
      const input = encodeURIComponent(JSON.stringify({ json: { lastEventId } }));
      const connection = new AbortController();
      const response = await fetch(`${at.origin}/api/trpc/change.onChange?input=${input}`, {
        headers: { authorization: `Bearer ${token}`, "x-forwarded-for": address },
        signal: connection.signal,
      });
      const reader = response.body?.getReader();
      const decoder = new TextDecoder();
      let received = "";
      /** Reads until the stream matches a pattern or ends. @returns all that was read so far */
      async function readUntil(pattern: RegExp): Promise<string> {
        while (!pattern.test(received)) {
          const chunk = await reader?.read().catch(() => undefined);
          if (!chunk?.value) break;
          received += decoder.decode(chunk.value, { stream: true });
        }
        return received;
      }
      await readUntil(/event: connected/);
      return { readUntil, close: () => connection.abort() };
    },
  };
}
