/** What visitors of a soak do, in turn, and what they must get. */

export type Visitor = { address: string; email: string; password: string; token: string };
type Call = {
  headers?: Record<string, string>;
  json?: unknown;
  status: number;
  read?: (response: Response) => Promise<unknown>;
};
type Request = (operation: string, call: Call) => Promise<Record<string, unknown>>;
type Activity = (request: Request, visitor: Visitor, turn: number) => Promise<unknown>;

/** The visitor's network may be slow, the server not that much. */
const TIMEOUT_MS = 30_000;

const readText = (response: Response) => response.text();
const bearer = ({ token }: Pick<Visitor, "token">) => ({ authorization: `Bearer ${token}` });

/** Reads the beginning of a stream and leaves, as a visitor who closes the tab. */
async function readStart(response: Response) {
  const reader = response.body?.getReader();
  await reader?.read();
  await reader?.cancel();
}

async function order(request: Request, visitor: Visitor, turn: number) {
  const headers = { ...bearer(visitor), "idempotency-key": `soak-${turn}` };
  const { items } = (await request("GET /api/v1/products", { status: 200 })) as { items: { id: string }[] };
  const json = { lines: items.slice(turn % 5, (turn % 5) + 3).map(({ id }) => ({ productId: id, quantity: 1 })) };
  const placed = await request("POST /api/v1/orders", { headers, json, status: 201 });
  const again = await request("POST /api/v1/orders", { headers, json, status: 201 });
  if (again.id !== placed.id) throw new Error("the same key placed another order");
  await request(`DELETE /api/v1/orders/${placed.id}`, { headers: bearer(visitor), status: 200 });
  await request(`DELETE /api/v1/orders/${placed.id}`, { headers: bearer(visitor), status: 409 });
}

async function signIn(request: Request, { email, password }: Visitor) {
  const login = await request("POST /api/v1/login", { json: { email, password }, status: 200 });
  await request("POST /api/v1/logout", {
    headers: bearer({ token: String(login.accessToken) }),
    status: 204,
    read: readText,
  });
}

const STREAM = `GET /api/trpc/change.onChange?input=${encodeURIComponent('{"json":{}}')}`;
const html = { status: 200, read: readText };

export const ACTIVITIES: Record<string, Activity> = {
  catalog: (request) => request("GET /api/v1/products?search=lamp", { status: 200 }),
  "page: home": (request) => request("GET /", html),
  order,
  "own orders": (request, visitor) => request("GET /api/v1/orders", { headers: bearer(visitor), status: 200 }),
  stream: (request, visitor) => request(STREAM, { headers: bearer(visitor), status: 200, read: readStart }),
  "page: catalog": (request) => request("GET /products", html),
  "sign-in": signIn,
  "refusal: another's row": (request, visitor) =>
    request("GET /api/v1/orders/nobodys", { headers: bearer(visitor), status: 404 }),
  "refusal: token": (request) => request("GET /api/v1/me", { headers: bearer({ token: "none" }), status: 401 }),
  "refusal: input": (request, visitor) =>
    request("POST /api/v1/orders", { headers: bearer(visitor), json: { lines: [] }, status: 400 }),
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
