/** Cross-site writes with a cookie (CSRF). */
import { describe, expect, it } from "vitest";
import { logged } from "../setup/database";
import { fixture } from "../setup/fixture";
import { errorOf, HOST, mutate, post } from "../setup/http";

describe("cross-site writes", () => {
  const writeFrom = (headers: Record<string, string | undefined>) =>
    mutate("account.signUp", { email: "x", name: "x", password: "x" }, { headers, cookie: "any=cookie" });

  it.each([
    ["a cross-site page", { "sec-fetch-site": "cross-site" }],
    ["a sibling host", { "sec-fetch-site": "same-site" }],
    ["a navigation by the user", { "sec-fetch-site": "none" }],
    ["another origin, in Origin only", { "sec-fetch-site": undefined, origin: "https://evil.test" }],
    ["our host on another port", { "sec-fetch-site": undefined, origin: `http://${HOST}:8080` }],
    ["a cross-site page, behind Basic authentication", { "sec-fetch-site": "cross-site", authorization: "Basic eDp5" }],
    ["an opaque origin", { "sec-fetch-site": undefined, origin: "null" }],
    ["an opaque origin that calls itself same-origin", { origin: "null" }],
    ["neither header", { "sec-fetch-site": undefined }],
    ["cross-site, with our Origin", { "sec-fetch-site": "cross-site", origin: `http://${HOST}` }],
  ])("from %s: 403 CROSS_SITE, logged", async (_name, headers) => {
    const response = await writeFrom(headers);
    expect(response.status).toBe(403);
    expect((await errorOf(response)).data).toMatchObject({ code: "FORBIDDEN", reason: "CROSS_SITE" });
    expect(logged.filter((line) => line.includes("origin.refused"))).toHaveLength(1);
  });

  it("same-origin writes are accepted, by Sec-Fetch-Site or Origin", async () => {
    expect((await writeFrom({ "sec-fetch-site": "same-origin" })).status).toBe(400);
    expect((await writeFrom({ "sec-fetch-site": undefined, origin: `http://${HOST}` })).status).toBe(400);
    // Behind a proxy that does not forward the scheme, only the host can be compared.
    expect((await writeFrom({ "sec-fetch-site": undefined, origin: `https://${HOST}` })).status).toBe(400);
  });

  it("writes without a cookie, or with a bearer token, are accepted", async () => {
    const input = { email: "x", name: "x", password: "x" };
    const headers = { "sec-fetch-site": "cross-site", origin: "https://evil.test" };
    expect((await mutate("account.signUp", input, { headers })).status).toBe(400);
    const authorization = "Bearer abc";
    const response = await mutate("account.signUp", input, { headers: { ...headers, authorization }, cookie: "a=b" });
    expect(response.status).toBe(400);
  });

  it("cross-site sign-in and sign-out are refused, even with an Authorization header", async () => {
    for (const extra of [{}, { authorization: "Bearer abc" }]) {
      const headers = { "sec-fetch-site": "cross-site", ...extra };
      expect((await post("/api/auth/callback/credentials", "{}", { headers })).status).toBe(403);
      expect((await post("/api/auth/signout", "{}", { headers })).status).toBe(403);
    }
  });

  it("cross-site reads are accepted: the browser hides the response", async () => {
    const headers = { "sec-fetch-site": "cross-site", origin: "https://evil.test" };
    expect((await fixture.query("thing.list", {}, { headers, cookie: "a=b" })).status).toBe(200);
  });
});
