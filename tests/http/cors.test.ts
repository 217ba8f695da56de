/** Pages of other origins: exactly those of the list may call us, and never with cookies. */
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
const DOORS = ["/api/v1/orders", "/api/v1/openapi.json", "/api/trpc/product.list", "/api/auth/csrf"];

const from = (origin: string) => ({ origin, "sec-fetch-site": "cross-site" });
const preflight = (path: string, origin: string) => {
  const headers = { ...from(origin), "access-control-request-method": "POST", "access-control-request-headers": "x" };
  return send(path, { method: "OPTIONS", headers });
};

describe.each(DOORS)("at the door %s", (path) => {
  it("the preflight of a listed origin is answered, and may be kept for ten minutes", async () => {
    const response = await preflight(path, LISTED);
    expect(response.status).toBe(204);
    const told = Object.fromEntries(response.headers);
    expect(told).toMatchObject({
      "access-control-allow-origin": LISTED,
      "access-control-allow-methods": "GET, HEAD, POST, PATCH, DELETE",
      "access-control-max-age": "600",
      vary: expect.stringMatching(/^Origin,/),
    });
    expect(told["access-control-allow-headers"]).toContain("Authorization, Content-Type, Idempotency-Key");
    expect(told).not.toHaveProperty("access-control-allow-credentials");
  });

  it.each(UNLISTED)("the preflight of %s is refused, and logged", async (origin) => {
    const response = await preflight(path, origin);
    expect(response.status).toBe(403);
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
    expect(JSON.stringify(await response.json())).toContain("CORS_REFUSED");
    expect(logged.filter((line) => line.includes("cors.refused"))).toHaveLength(1);
  });

  it("an answer says whom it is for, and caches keep that apart", async () => {
    for (const [origin, allowed] of [[LISTED, LISTED], ...UNLISTED.map((it) => [it, null])] as const) {
      const { headers } = await send(path, { headers: from(origin ?? "") });
      expect(headers.get("access-control-allow-origin")).toBe(allowed);
      expect(headers.get("vary")).toMatch(/\bOrigin$/);
      expect(headers.get("access-control-allow-credentials")).toBeNull();
    }
    expect((await send(path)).headers.get("vary")).toMatch(/\bOrigin$/);
  });
});

describe("a page of a listed origin", () => {
  it("reads and writes with a token, and may read the headers that matter", async () => {
    const token = await makeAccessToken(await makePrincipal());
    const answers = [
      await rest("PATCH /me", { token, json: { name: "Partner" }, headers: from(LISTED) }),
      await mutate(
        "account.update",
        { name: "Partner" },
        { headers: { ...from(LISTED), authorization: `Bearer ${token}` } },
      ),
    ];
    for (const { status, headers } of answers) {
      expect([status, headers.get("access-control-allow-origin")]).toEqual([200, LISTED]);
      expect(headers.get("access-control-expose-headers")).toContain("X-Request-Id");
    }
  });

  it("may read our refusals, too", async () => {
    for (const response of [
      await rest("GET /orders", { headers: from(LISTED) }),
      await rest("GET /nothing", { headers: from(LISTED) }),
      await rest("PATCH /me", { body: "x".repeat(70_000), headers: from(LISTED) }),
      await query("order.list", {}, { headers: from(LISTED) }),
    ]) {
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.headers.get("access-control-allow-origin")).toBe(LISTED);
    }
  });
});

describe("a page of any other origin", () => {
  it("is nobody, even where the browser sends our cookie along", async () => {
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
