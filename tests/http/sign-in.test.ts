/** Signing in by cookie, and next-auth's endpoint. */
import { verify } from "@node-rs/argon2";
import { describe, expect, it, vi } from "vitest";
import { db } from "@/server/platform/db";
import { logged } from "../setup/database";
import { makePersonalToken, makePrincipal, makeUser, PASSWORD } from "../setup/factories";
import { freshServer } from "../setup/fresh-server";
import { clientOf, csrfOf, errorOf, post, query, send, signIn } from "../setup/http";

vi.mock("@node-rs/argon2", { spy: true });

const credentialsOf = (userId: string) => db.credential.findMany({ where: { userId } });
const statusOf = async (cookie: string) => (await query("account.me", undefined, { cookie })).status;

describe("sign-in", () => {
  it("accepts email and password; case and spaces of the email do not matter", async () => {
    const user = await makeUser();
    const { cookie } = await signIn(` ${user.email.toUpperCase()} `, PASSWORD);
    expect(await clientOf(cookie).account.me.query()).toMatchObject({ id: user.id, email: user.email });
  });

  it.each([[["a"]], [5], [null], [{ a: 1 }], [true]])("an email that is %j is 401", async (email) => {
    const { csrfToken, cookie } = await csrfOf();
    const body = JSON.stringify({ email, password: "x", csrfToken, json: "true" });
    expect((await post("/api/auth/callback/credentials", body, { cookie })).status).toBe(401);
  });

  it("sets an HttpOnly, SameSite cookie, over https with the prefix __Host-", async () => {
    const user = await makeUser();
    const signedIn = await signIn(user.email, PASSWORD);
    const plain = signedIn.response.headers.getSetCookie().join("\n");
    expect(plain).toMatch(/^roundtrip\.session-\w{8}=[^;]+;.*Path=\/;.*HttpOnly;.*SameSite=Lax/m);

    const https = { "x-forwarded-proto": "https" };
    const secure = await signIn(user.email, PASSWORD, https);
    const line = secure.response.headers.getSetCookie().find((it) => it.startsWith("__Host-roundtrip.session="));
    expect(line).toMatch(/; Path=\/;.*HttpOnly; Secure; SameSite=Lax/);
    expect((await query("account.me", undefined, { cookie: secure.cookie, headers: https })).status).toBe(200);
    // A sibling host could have set a cookie without the prefix: over https it is ignored.
    const name = signedIn.cookie?.split("=")[0];
    const plainCookie = secure.cookie?.replace(/^[^=]+/, name ?? "");
    expect((await query("account.me", undefined, { cookie: plainCookie })).status).toBe(200);
    expect((await query("account.me", undefined, { cookie: plainCookie, headers: https })).status).toBe(401);
  });

  it("two installations on localhost have cookies of their own: ports do not separate them", async () => {
    const { email } = await makeUser();
    const other = await freshServer({ NEXTAUTH_SECRET: "the secret of another installation" });
    const csrfName = async (server: { csrfOf: typeof csrfOf }) => (await server.csrfOf()).cookie.split("=")[0];
    expect(await csrfName({ csrfOf })).not.toBe(await csrfName(other));
    const mine = (await signIn(email, PASSWORD)).cookie;
    const theirs = (await other.signIn(email, PASSWORD)).cookie;
    expect(mine?.split("=")[0]).not.toBe(theirs?.split("=")[0]);
    const cookie = `${mine}; ${theirs}`;
    expect([await statusOf(cookie), (await other.query("account.me", undefined, { cookie })).status]).toEqual([
      200, 200,
    ]);
    await other.db.$disconnect();
  });

  it("gives an unknown email the same answer and the same work as a wrong password", async () => {
    const user = await makeUser();
    const attempt = async (email: string) => {
      vi.mocked(verify).mockClear();
      const { response, cookie } = await signIn(email, "not the password");
      const [stored, password] = vi.mocked(verify).mock.calls[0] ?? [];
      const parameters = String(stored).split("$").slice(1, 4); // algorithm, version, costs: the salt and hash follow
      const work = { calls: vi.mocked(verify).mock.calls.length, password, parameters };
      return { answer: [response.status, await response.text(), cookie], work };
    };
    const known = await attempt(user.email);
    expect(known.answer).toEqual([401, expect.any(String), undefined]);
    expect(known.work).toEqual({
      calls: 1,
      password: "not the password",
      parameters: ["argon2id", "v=19", expect.stringMatching(/^m=\d+,t=\d+,p=\d+$/)],
    });
    for (let time = 0; time < 2; time++) expect(await attempt("nobody@example.test")).toEqual(known);
  });

  it("writes one log line per refusal, without the password", async () => {
    const user = await makeUser();
    await signIn(user.email, "a secret that was mistyped");
    const refusals = logged.filter((line) => line.includes("sign-in.refused"));
    expect(refusals.map((line) => JSON.parse(line))).toMatchObject([{ userId: user.id, why: "wrong password" }]);
    expect(logged.join()).not.toContain("mistyped");

    logged.length = 0;
    await signIn("not an address", PASSWORD);
    expect(logged.filter((line) => line.includes("sign-in.refused"))).toHaveLength(1);
  });

  it("refuses a disabled user", async () => {
    const user = await makeUser({ disabledAt: new Date() });
    expect((await signIn(user.email, PASSWORD)).response.status).toBe(401);
  });

  it("hostile input: 401, without an error in the log", async () => {
    for (const [email, password] of [
      ["a\u0000@example.test", PASSWORD],
      ["x".repeat(2000), PASSWORD],
      ["a@example.test", "p".repeat(2000)],
    ] as const) {
      expect((await signIn(email, password)).response.status).toBe(401);
    }
    expect(logged.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
  });

  it("without next-auth's CSRF token no session is created (login CSRF)", async () => {
    const user = await makeUser();
    const body = String(new URLSearchParams({ email: user.email, password: PASSWORD, json: "true" }));
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const response = await post("/api/auth/callback/credentials", body, { headers });
    expect(response.headers.getSetCookie().join()).not.toContain("roundtrip.session");
    expect(await credentialsOf(user.id)).toEqual([]);
    expect(response.status).toBe(403);
    expect((await errorOf(response)).data.reason).toBe("CSRF_TOKEN_INVALID");
  });
});

describe("sign-out", () => {
  it("without next-auth's CSRF token is 403, and the session goes on", async () => {
    const { cookie } = await signIn((await makeUser()).email, PASSWORD);
    const response = await post("/api/auth/signout", "{}", { cookie });
    expect([response.status, (await errorOf(response)).data.reason]).toEqual([403, "CSRF_TOKEN_INVALID"]);
    expect(await statusOf(cookie ?? "")).toBe(200);
  });
});

describe("sign-in with a bearer token", () => {
  it("replaces the session of the cookie, the token stays valid", async () => {
    const owner = await makePrincipal();
    const token = await makePersonalToken(owner, "account:read");
    const first = await signIn(owner.email, PASSWORD);
    const authorization = `Bearer ${token}`;
    const second = await signIn(owner.email, PASSWORD, { authorization }, first.cookie);
    expect(second.cookie).toBeDefined();
    expect((await query("account.me", undefined, { headers: { authorization } })).status).toBe(200);
    expect(await statusOf(first.cookie ?? "")).toBe(401); // the previous session has ended
  });
});

describe("auth endpoint", () => {
  it("next-auth's client log is a 404", async () => {
    const response = await post("/api/auth/_log", JSON.stringify({ level: "error", code: "X" }));
    expect(response.status).toBe(404);
    expect((await errorOf(response)).data).toMatchObject({ code: "NOT_FOUND" });
  });

  it("a body over 8 KB is 413, and the connection closes", async () => {
    const response = await post("/api/auth/signout", "x".repeat(9000));
    expect([response.status, response.headers.get("connection")]).toEqual([413, "close"]);
  });

  it("malformed JSON is 400", async () => {
    expect((await post("/api/auth/signout", "{")).status).toBe(400);
  });

  it("other actions of next-auth are 404 in the common error format, and logged", async () => {
    for (const path of ["/api/auth/foo", "/api/auth/verify-request", "/api/auth/callback/email", "/api/auth/_log/x"]) {
      logged.length = 0;
      for (const response of [await send(path), await post(path, "{}")]) {
        expect(response.status).toBe(404);
        expect((await errorOf(response)).data).toMatchObject({ code: "NOT_FOUND" });
      }
      expect(logged).toHaveLength(2);
    }
  });

  it("methods that an action does not have are 405 with Allow; OPTIONS is 204", async () => {
    const of = async (method: string, action: string) => {
      const response = await send(`/api/auth/${action}`, { method });
      return [response.status, response.headers.get("allow")];
    };
    expect(await of("HEAD", "session")).toEqual([405, "GET, OPTIONS"]);
    expect(await of("GET", "signout")).toEqual([405, "OPTIONS, POST"]);
    expect(await of("OPTIONS", "csrf")).toEqual([204, "GET, OPTIONS"]);
  });

  it("responses are not cacheable, and each call is one log line", async () => {
    logged.length = 0;
    const response = await send("/api/auth/csrf");
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(logged.map((line) => JSON.parse(line))).toMatchObject([{ event: "call", path: "auth/csrf", status: 200 }]);
  });

  it("callback URLs of a form, query or cookie are ignored, malformed ones too", async () => {
    const user = await makeUser();
    const targets = ["https://evil.test/", "http://shop.test.evil.test", "\u0000/x", "//evil.test"];
    for (const target of targets) {
      const csrf = await csrfOf();
      const form = new URLSearchParams({
        email: user.email,
        password: PASSWORD,
        csrfToken: csrf.csrfToken,
        callbackUrl: target,
        json: "true",
      });
      const headers = { "content-type": "application/x-www-form-urlencoded", "x-forwarded-host": "evil.test" };
      const cookie = `${csrf.cookie}; next-auth.callback-url=${encodeURIComponent(target)}`;
      const response = await post("/api/auth/callback/credentials", String(form), { cookie, headers });
      expect(response.status).toBe(200);
      expect(await response.json()).toEqual({ url: "http://shop.test" });
    }
    expect((await send("/api/auth/csrf?callbackUrl=a&callbackUrl=b")).status).toBe(200);
    expect((await send("/api/auth/session", { headers: { host: "a b<>" } })).status).toBe(400);
  });

  it("refuses cross-site writes", async () => {
    const response = await post("/api/auth/signout", "{}", { headers: { "sec-fetch-site": "cross-site" } });
    expect(response.status).toBe(403);
  });
});
