import { verify } from "@node-rs/argon2";
import { describe, expect, it, vi } from "vitest";
import { db } from "@/server/platform/db";
import { logged } from "../setup/database";
import { makePersonalToken, makePrincipal, makeUser, PASSWORD } from "../setup/factories";
import { clientOf, csrfOf, errorOf, post, query, send, signIn } from "../setup/http";

vi.mock("@node-rs/argon2", { spy: true });

const credentialsOf = (userId: string) => db.credential.findMany({ where: { userId } });
const statusOf = async (cookie: string) => (await query("account.me", undefined, { cookie })).status;

describe("signing in", () => {
  it("lets a customer in with e-mail and password, however the e-mail is spelt", async () => {
    const user = await makeUser();
    const { cookie } = await signIn(` ${user.email.toUpperCase()} `, PASSWORD);
    expect(await clientOf(cookie).account.me.query()).toMatchObject({ id: user.id, email: user.email });
  });

  it("sets a cookie that scripts cannot read and other sites do not send; over https it is bound to the host", async () => {
    const user = await makeUser();
    const plain = (await signIn(user.email, PASSWORD)).response.headers.getSetCookie().join("\n");
    expect(plain).toMatch(/^roundtrip\.session=[^;]+;.*Path=\/;.*HttpOnly;.*SameSite=Lax/m);

    const https = { "x-forwarded-proto": "https" };
    const secure = await signIn(user.email, PASSWORD, https);
    const line = secure.response.headers.getSetCookie().find((it) => it.startsWith("__Host-roundtrip.session="));
    expect(line).toMatch(/; Path=\/;.*HttpOnly; Secure; SameSite=Lax/);
    expect((await query("account.me", undefined, { cookie: secure.cookie, headers: https })).status).toBe(200);
    // The name without the prefix could have been set by a neighbour: over https it counts for nothing.
    const plainName = secure.cookie?.replace("__Host-", "");
    expect((await query("account.me", undefined, { cookie: plainName, headers: https })).status).toBe(401);
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

  it("writes one line for each refusal, without the password", async () => {
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

  it("refuses hostile input without an error of ours", async () => {
    for (const [email, password] of [
      ["a\u0000@example.test", PASSWORD],
      ["x".repeat(2000), PASSWORD],
      ["a@example.test", "p".repeat(2000)],
    ] as const) {
      expect((await signIn(email, password)).response.status).toBe(401);
    }
    expect(logged.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
  });

  it("needs next-auth's own token too, so that another site cannot sign a customer in as somebody else", async () => {
    const user = await makeUser();
    const body = String(new URLSearchParams({ email: user.email, password: PASSWORD, json: "true" }));
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const response = await post("/api/auth/callback/credentials", body, { headers });
    expect(response.headers.getSetCookie().join()).not.toContain("roundtrip.session");
    expect(await credentialsOf(user.id)).toEqual([]);
  });
});

describe("a token sent along", () => {
  it("is neither ended nor kept by signing in: this door is about the cookie", async () => {
    const owner = await makePrincipal();
    const token = await makePersonalToken(owner, "account:read");
    const first = await signIn(owner.email, PASSWORD);
    const authorization = `Bearer ${token}`;
    const second = await signIn(owner.email, PASSWORD, { authorization }, first.cookie);
    expect(second.cookie).toBeDefined();
    expect((await query("account.me", undefined, { headers: { authorization } })).status).toBe(200);
    expect(await statusOf(first.cookie ?? "")).toBe(401); // the session before has ended
  });
});

describe("the door of signing in", () => {
  it("has no log that strangers may write to", async () => {
    const response = await post("/api/auth/_log", JSON.stringify({ level: "error", code: "X" }));
    expect(response.status).toBe(404);
    expect((await errorOf(response)).data).toMatchObject({ code: "NOT_FOUND" });
  });

  it("reads 8 KB at most", async () => {
    const response = await post("/api/auth/signout", "x".repeat(9000));
    expect([response.status, response.headers.get("connection")]).toEqual([413, "close"]);
  });

  it("answers malformed JSON with 400", async () => {
    expect((await post("/api/auth/signout", "{")).status).toBe(400);
  });

  it("does only what our pages use, in our error shape, and leaves a line", async () => {
    for (const path of ["/api/auth/foo", "/api/auth/verify-request", "/api/auth/callback/email", "/api/auth/_log/x"]) {
      logged.length = 0;
      for (const response of [await send(path), await post(path, "{}")]) {
        expect(response.status).toBe(404);
        expect((await errorOf(response)).data).toMatchObject({ code: "NOT_FOUND" });
      }
      expect(logged).toHaveLength(2);
    }
  });

  it("is never cached, and writes one line a call", async () => {
    logged.length = 0;
    const response = await send("/api/auth/csrf");
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(logged.map((line) => JSON.parse(line))).toMatchObject([{ event: "call", path: "auth/csrf", status: 200 }]);
  });

  it("goes nowhere that a link or a cookie tells it to, and does not trip over it", async () => {
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

  it("is closed to other sites", async () => {
    const response = await post("/api/auth/signout", "{}", { headers: { "sec-fetch-site": "cross-site" } });
    expect(response.status).toBe(403);
  });
});
