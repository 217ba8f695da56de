/** Beginning to sign in by a provider: what it is asked, and what binds the answer to the browser. */
import { describe, expect, it } from "vitest";
import { env } from "@/env";
import { logged } from "../setup/database";
import { freshServer } from "../setup/fresh-server";
import { csrfOf, errorOf, post, send } from "../setup/http";
import { begin } from "./provider-browser";
import { CALLBACK, provider } from "./provider-people";

describe("the request to the provider", () => {
  it("has state, nonce and a PKCE challenge, our callback address, and nothing of the form", async () => {
    const { url } = await begin("oidc", {
      target: "/x",
      redirect_uri: "https://evil.test/",
      scope: "all",
      state: "mine",
    });
    const { origin, searchParams } = new URL(url);
    expect(origin).toBe(provider.issuer);
    expect(Object.fromEntries(searchParams)).toEqual({
      client_id: "roundtrip",
      scope: "openid email profile",
      response_type: "code",
      redirect_uri: CALLBACK,
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: "S256",
    });
  });

  it("names NEXTAUTH_URL's origin as our address, whatever its path", async () => {
    const own = await freshServer({ ...provider.settings, NEXTAUTH_URL: "https://shop.example.test/shop" });
    const https = { "x-forwarded-proto": "https" };
    const { csrfToken, cookie } = await own.csrfOf(undefined, https);
    const body = JSON.stringify({ csrfToken, json: "true" });
    const { url } = await (await own.post("/api/auth/signin/oidc", body, { cookie, headers: https })).json();
    const address = new URL(url).searchParams.get("redirect_uri");
    expect(address).toBe("https://shop.example.test/api/auth/callback/oidc");
    await own.db.$disconnect();
  });

  it("binds them to the browser by HttpOnly, SameSite=Lax cookies, over https with the prefix __Host-", async () => {
    const flowLines = (response: Response) =>
      response.headers.getSetCookie().filter((it) => /\.(state|nonce|pkce|flow)\b/.test(it));
    const plain = flowLines((await begin("oidc")).response);
    expect(plain).toHaveLength(4);
    for (const line of plain)
      expect(line).toMatch(/^roundtrip\.\w+-\w{8}=[^;]+; Max-Age=900; Path=\/; .*HttpOnly; SameSite=Lax$/);

    const https = { "x-forwarded-proto": "https" };
    const { csrfToken, cookie } = await csrfOf(undefined, https);
    const body = String(new URLSearchParams({ csrfToken, json: "true" }));
    const headers = { ...https, "content-type": "application/x-www-form-urlencoded" };
    const secure = flowLines(await post("/api/auth/signin/oidc", body, { cookie, headers }));
    expect(secure).toHaveLength(4);
    for (const line of secure)
      expect(line).toMatch(/^__Host-roundtrip\.\w+=[^;]+; Max-Age=900; Path=\/; .*HttpOnly; Secure; SameSite=Lax$/);
  });

  it("without next-auth's CSRF token is 403", async () => {
    const response = await post("/api/auth/signin/oidc", "{}");
    expect([response.status, (await errorOf(response)).data.reason]).toEqual([403, "CSRF_TOKEN_INVALID"]);
  });

  it("for a provider without settings is 404, as is its callback", async () => {
    Object.assign(env(), { AUTH_OIDC_ISSUER: undefined });
    for (const id of ["oidc", "github", "twitter", "credentials"]) {
      expect([id, (await post(`/api/auth/signin/${id}`, "{}")).status]).toEqual([id, 404]);
      if (id !== "credentials") expect((await send(`/api/auth/callback/${id}?code=x`)).status).toBe(404);
    }
  });

  it("to a provider that is down is 503, with a text that names another way", async () => {
    Object.assign(env(), { AUTH_OIDC_ISSUER: "http://127.0.0.1:1", AUTH_OIDC_NAME: "Example" });
    const { csrfToken, cookie } = await csrfOf();
    const response = await post("/api/auth/signin/oidc", JSON.stringify({ csrfToken, json: "true" }), { cookie });
    const { message, data } = await errorOf(response);
    expect([response.status, data.reason]).toEqual([503, "OUTSIDE_SERVICE"]);
    expect(message).toBe("Example can't be reached right now. Try again shortly, or use another way to sign in.");
    expect(logged.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
  });
});
