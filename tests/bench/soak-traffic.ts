/** What visitors of a soak do, in turn, and what they must get. */

import { shopActivities } from "./shop-activities";
import { type Activity, bearer, html, type Request, readStart, readText, type Visitor } from "./soak-activity";

/** The visitor's network may be slow, the server not that much. */
const TIMEOUT_MS = 30_000;

const STREAM = `GET /api/trpc/change.onChange?input=${encodeURIComponent('{"json":{}}')}`;

/** A session from its beginning to its end. */
async function session(request: Request, { email, password }: Visitor, turn: number) {
  const login = await request("POST /api/v1/login", { json: { email, password }, status: 200 });
  const headers = bearer({ token: String(login.accessToken) });
  await request("PATCH /api/v1/me", { headers, json: { name: `Soak ${turn}` }, status: 200 });
  await request("GET /api/v1/tokens", { headers, status: 200 });
  await request("DELETE /api/v1/tokens/nobodys", { headers, status: 404 });
  await request(STREAM, { headers, status: 200, read: readStart });
  await request("POST /api/v1/logout", { headers, status: 204, read: readText });
}

export const ACTIVITIES: Record<string, Activity> = {
  ...shopActivities,
  "page: home": (request) => request("GET /", html),
  session,
  "own account": (request, visitor) => request("GET /api/v1/me", { headers: bearer(visitor), status: 200 }),
  "own activity": (request, visitor) => request("GET /api/v1/activity", { headers: bearer(visitor), status: 200 }),
  "refusal: token": (request) => request("GET /api/v1/me", { headers: bearer({ token: "none" }), status: 401 }),
  "refusal: input": (request, visitor) =>
    request("GET /api/v1/activity?limit=many", { headers: bearer(visitor), status: 400 }),
  "refusal: other site": (request) =>
    request("POST /api/trpc/account.update", {
      ...{ headers: { cookie: "any=1", "sec-fetch-site": "cross-site" }, json: { json: {} }, status: 403 },
    }),
  "page: docs": (request) => request("GET /docs", html),
};

/** Times of the calls in milliseconds, by activity, and what went wrong with its number. */
export type Traffic = { times: Map<string, number[]>; problems: Map<string, number> };

/** Makes calls for one visitor. @throws Error naming a status that is not the expected one */
const requestsOf =
  (origin: string, { address }: Visitor, note: (ms: number) => void): Request =>
  async (operation, { headers, json, status, read = (response) => response.json() }) => {
    const [method = "GET", path = ""] = operation.split(" ");
    const start = performance.now();
    const response = await fetch(origin + path, {
      method,
      headers: {
        ...{ "x-forwarded-for": address, ...headers },
        ...(json !== undefined && { "content-type": "application/json" }),
      },
      body: json === undefined ? undefined : JSON.stringify(json),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const body = await read(response);
    if (response.status !== status) throw new Error(`${response.status} instead of ${status}`);
    note(performance.now() - start);
    return body as Record<string, unknown>;
  };

/** @param pauseMs between the activities of a visitor @param goesOn asked before each, with the number of it */
export async function visit(
  origin: string,
  visitors: readonly Visitor[],
  { pauseMs, goesOn }: { pauseMs: number; goesOn: (turn: number) => boolean },
): Promise<Traffic> {
  const traffic: Traffic = { times: new Map(), problems: new Map() };
  const activities = Object.entries(ACTIVITIES);
  async function follow(visitor: Visitor, first: number) {
    for (let turn = 0; goesOn(turn); turn++) {
      const [name, run] = activities[(first + turn) % activities.length] as (typeof activities)[number];
      const times = traffic.times.get(name) ?? [];
      traffic.times.set(name, times);
      await run(
        requestsOf(origin, visitor, (ms) => times.push(ms)),
        visitor,
        turn,
      ).catch((error: Error) => {
        const problem = `${name}: ${error.message}`;
        traffic.problems.set(problem, (traffic.problems.get(problem) ?? 0) + 1);
      });
      await new Promise((resume) => setTimeout(resume, pauseMs));
    }
  }
  await Promise.all(visitors.map(follow));
  return traffic;
}
