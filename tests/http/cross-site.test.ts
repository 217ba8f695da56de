/** Writes with a cookie from other sites (CSRF). */
import { describe, expect, it } from "vitest";
import { logged } from "../setup/database";
import { errorOf, HOST, mutate, post, query } from "../setup/http";

describe("writes from other sites", () => {
  const from = (headers: Record<string, string | undefined>) =>
    mutate("account.signUp", { email: "x", name: "x", password: "x" }, { headers, cookie: "any=cookie" });

  it.each([
    ["a cross-site page", { "sec-fetch-site": "cross-site" }],
    ["a sibling host", { "sec-fetch-site": "same-site" }],
    ["a typed address", { "sec-fetch-site": "none" }],
    ["another origin, told by Origin", { "sec-fetch-site": undefined, origin: "https://evil.test" }],
    ["our host on another port", { "sec-fetch-site": undefined, origin: `http://${HOST}:8080` }],
    ["an opaque origin", { "sec-fetch-site": undefined, origin: "null" }],
    ["nobody says where from", { "sec-fetch-site": undefined }],
    ["a true claim beside a false one", { "sec-fetch-site": "cross-site", origin: `http://${HOST}` }],
  ])("are refused: %s", async (_name, headers) => {
    const response = await from(headers);
    expect(response.status).toBe(403);
    expect((await errorOf(response)).data).toMatchObject({ code: "FORBIDDEN", reason: "CROSS_SITE" });
    expect(logged.filter((line) => line.includes("origin.refused"))).toHaveLength(1);
  });

  it("are read when they come from our own pages, whichever header says so", async () => {
    expect((await from({ "sec-fetch-site": "same-origin" })).status).toBe(400);
    expect((await from({ "sec-fetch-site": undefined, origin: `http://${HOST}` })).status).toBe(400);
    // A proxy may have taken off the TLS without a word: then the scheme is not ours to judge.
    expect((await from({ "sec-fetch-site": undefined, origin: `https://${HOST}` })).status).toBe(400);
  });

  it("are read without a cookie, or with a token that no browser adds by itself", async () => {
    const input = { email: "x", name: "x", password: "x" };
    const headers = { "sec-fetch-site": "cross-site", origin: "https://evil.test" };
    expect((await mutate("account.signUp", input, { headers })).status).toBe(400);
    const authorization = "Bearer abc";
    const response = await mutate("account.signUp", input, { headers: { ...headers, authorization }, cookie: "a=b" });
    expect(response.status).toBe(400);
  });

  it("cannot sign anybody in or out by cookie, whatever they send along", async () => {
    for (const extra of [{}, { authorization: "Bearer abc" }]) {
      const headers = { "sec-fetch-site": "cross-site", ...extra };
      expect((await post("/api/auth/callback/credentials", "{}", { headers })).status).toBe(403);
      expect((await post("/api/auth/signout", "{}", { headers })).status).toBe(403);
    }
  });

  it("may read: what they get is not for their eyes anyway", async () => {
    const headers = { "sec-fetch-site": "cross-site", origin: "https://evil.test" };
    expect((await query("product.list", {}, { headers, cookie: "a=b" })).status).toBe(200);
  });
});
