/** CORS: listed origins may call the API, never with cookies. */
import { describe, expect, it } from "vitest";
import { logged } from "../setup/database";
import { makeAccessToken, makePrincipal, makeUser, PASSWORD } from "../setup/factories";
import { HOST, mutate, query, rest, send, signIn } from "../setup/http";

const LISTED = "https://partner.test";
const UNLISTED = [
  "https://evil.test",
  "https://partner.test:8443",
  "http://partner.test",
  "https://a.partner.test",
  "null",
];
const PATHS = ["/api/v1/tokens", "/api/v1/openapi.json", "/api/trpc/account.me", "/api/auth/csrf"];

const from = (origin: string) => ({ origin, "sec-fetch-site": "cross-site" });
const preflight = (path: string, origin: string) => {
  const headers = { ...from(origin), "access-control-request-method": "POST", "access-control-request-headers": "x" };
  return send(path, { method: "OPTIONS", headers });
};

describe.each(PATHS)("%s", (path) => {
  it("preflight of a listed origin: 204, cacheable for 10 minutes", async () => {
    const response = await preflight(path, LISTED);
    expect(response.status).toBe(204);
    const headers = Object.fromEntries(response.headers);
    expect(headers).toMatchObject({
      "access-control-allow-origin": LISTED,
      "access-control-allow-methods": "GET, HEAD, POST, PATCH, DELETE",
      "access-control-max-age": "600",
      vary: expect.stringMatching(/^Origin,/),
    });
    const allowed = headers["access-control-allow-headers"]?.toLowerCase().split(", ");
    const own = ["authorization", "content-type", "idempotency-key", "if-match", "if-none-match"];
    expect(allowed).toEqual([...own, "traceparent", "tracestate", "baggage", "sentry-trace"]);
    expect(headers).not.toHaveProperty("access-control-allow-credentials");
  });

  it.each(UNLISTED)("preflight of %s: 403 CORS_REFUSED, logged", async (origin) => {
    const response = await preflight(path, origin);
    expect(response.status).toBe(403);
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
    expect(JSON.stringify(await response.json())).toContain("CORS_REFUSED");
    expect(logged.filter((line) => line.includes("cors.refused"))).toHaveLength(1);
  });

  it("responses allow listed origins only, and vary by Origin", async () => {
    for (const [origin, allowed] of [[LISTED, LISTED], ...UNLISTED.map((it) => [it, null])] as const) {
      const { headers } = await send(path, { headers: from(origin ?? "") });
      expect(headers.get("access-control-allow-origin")).toBe(allowed);
      expect(headers.get("vary")).toMatch(/\bOrigin$/);
      expect(headers.get("access-control-allow-credentials")).toBeNull();
    }
    expect((await send(path)).headers.get("vary")).toMatch(/\bOrigin$/);
  });
});

describe("page of a listed origin", () => {
  it("may write with a token and read the exposed headers", async () => {
    const token = await makeAccessToken(await makePrincipal());
    const responses = [
      await rest("PATCH /me", { token, json: { name: "Partner" }, headers: from(LISTED) }),
      await mutate(
        "account.update",
        { name: "Partner" },
        { headers: { ...from(LISTED), authorization: `Bearer ${token}` } },
      ),
    ];
    for (const { status, headers } of responses) {
      expect([status, headers.get("access-control-allow-origin")]).toEqual([200, LISTED]);
      expect(headers.get("access-control-expose-headers")).toContain("X-Request-Id");
    }
  });

  it("may read error responses", async () => {
    for (const response of [
      await rest("GET /tokens", { headers: from(LISTED) }),
      await rest("GET /nothing", { headers: from(LISTED) }),
      await rest("PATCH /me", { body: "x".repeat(70_000), headers: from(LISTED) }),
      await query("token.list", undefined, { headers: from(LISTED) }),
    ]) {
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.headers.get("access-control-allow-origin")).toBe(LISTED);
    }
  });
});

describe("page of another origin", () => {
  it("an unlisted origin's read is answered and counted, without CORS headers", async () => {
    const path = "/api/v1/openapi.json";
    const leftOf = ({ headers }: Response) => Number(/r=(\d+)/.exec(headers.get("ratelimit") ?? "")?.[1]);
    const before = leftOf(await send(path));
    const response = await send(path, { headers: from("null") });
    expect([response.status, response.headers.get("access-control-allow-origin")]).toEqual([200, null]);
    expect(await response.json()).toHaveProperty("openapi");
    expect(leftOf(response)).toBe(before - 1);
  });

  it("its cookies are ignored, even those of a listed or same-site origin", async () => {
    const { email } = await makeUser();
    const { cookie } = await signIn(email, PASSWORD);
    for (const origin of [LISTED, "https://evil.test", "null"]) {
      const headers = { origin, "sec-fetch-site": "same-site" };
      expect((await rest("GET /me", { cookie, headers })).status).toBe(401);
      expect((await query("account.me", undefined, { cookie, headers })).status).toBe(401);
    }
    const own = { origin: `http://${HOST}`, "sec-fetch-site": "same-origin" };
    expect((await rest("GET /me", { cookie, headers: own })).status).toBe(200);
  });
});
