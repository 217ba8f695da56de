import { describe, expect, it } from "vitest";
import { db } from "@/server/db";
import { logged } from "../setup/database";
import { makePersonalToken, makePrincipal, makeUser, PASSWORD } from "../setup/factories";
import { clientOf, csrfOf, errorOf, post, query, send, signIn, signOut } from "../setup/http";

const credentialsOf = (userId: string) => db.credential.findMany({ where: { userId } });
const statusOf = async (cookie: string) => (await query("account.me", undefined, { cookie })).status;

async function signedIn() {
  const user = await makeUser();
  const { cookie } = await signIn(user.email, PASSWORD);
  if (!cookie) throw new Error("sign-in failed");
  return { user, cookie };
}

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

  it("gives one answer for an unknown e-mail and a wrong password, after the same work", async () => {
    const user = await makeUser();
    const refused = async (email: string) => {
      const start = performance.now();
      const { response, cookie } = await signIn(email, "not the password");
      return { answer: [response.status, await response.text(), cookie], ms: performance.now() - start };
    };
    const known = [await refused(user.email)];
    const unknown = [await refused("nobody@example.test")];
    // Taken in turns, and the fastest of each compared: what else the machine does only ever makes one slower.
    for (let turn = 0; turn < 8; turn++) {
      known.push(await refused(user.email));
      unknown.push(await refused("nobody@example.test"));
    }

    expect(known[0]?.answer).toEqual([401, expect.any(String), undefined]);
    for (const { answer } of [...known, ...unknown]) expect(answer).toEqual(known[0]?.answer);
    const fastest = (runs: typeof known) => Math.min(...runs.map(({ ms }) => ms));
    expect(fastest(unknown) / fastest(known)).toBeGreaterThan(0.5);
    expect(fastest(unknown) / fastest(known)).toBeLessThan(2);
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

describe("a session", () => {
  it("ends at once when its user signs out, even for a copy of the cookie", async () => {
    const { cookie } = await signedIn();
    expect(await statusOf(cookie)).toBe(200);
    await signOut(cookie);
    expect(await statusOf(cookie)).toBe(401);
  });

  it("ends at once when it is revoked", async () => {
    const { user, cookie } = await signedIn();
    await db.credential.updateMany({ where: { userId: user.id }, data: { revokedAt: new Date() } });
    expect(await statusOf(cookie)).toBe(401);
  });

  it("ends at once when its user is disabled", async () => {
    const { user, cookie } = await signedIn();
    await db.user.update({ where: { id: user.id }, data: { disabledAt: new Date() } });
    expect(await statusOf(cookie)).toBe(401);
  });

  it("ends after 14 days without use, and after 60 days in any case", async () => {
    const { user, cookie } = await signedIn();
    const days = 86_400_000;
    const [credential] = await credentialsOf(user.id);
    expect((credential?.idleExpiresAt.getTime() ?? 0) - Date.now()).toBeCloseTo(14 * days, -5);
    expect((credential?.expiresAt.getTime() ?? 0) - Date.now()).toBeCloseTo(60 * days, -5);

    const past = new Date(Date.now() - 1000);
    await db.credential.updateMany({ where: { userId: user.id }, data: { idleExpiresAt: past } });
    expect(await statusOf(cookie)).toBe(401);
    await db.credential.updateMany({
      where: { userId: user.id },
      data: { idleExpiresAt: new Date(Date.now() + days), expiresAt: past },
    });
    expect(await statusOf(cookie)).toBe(401);
  });

  it("lives longer when it is used", async () => {
    const { user, cookie } = await signedIn();
    const [before] = await credentialsOf(user.id);
    const soon = new Date(Date.now() + 60_000);
    const longAgo = new Date(Date.now() - 86_400_000);
    await db.credential.updateMany({ where: { userId: user.id }, data: { idleExpiresAt: soon, lastUsedAt: longAgo } });
    await statusOf(cookie);
    const [after] = await credentialsOf(user.id);
    expect(after?.idleExpiresAt.getTime()).toBeGreaterThan(soon.getTime() + 86_400_000);
    expect(after?.expiresAt).toEqual(before?.expiresAt);
  });

  it("cannot be forged, nor changed by what a client posts to next-auth", async () => {
    const { user, cookie } = await signedIn();
    const victim = await signedIn();
    expect(await statusOf(`${cookie.slice(0, -6)}AAAAAA`)).toBe(401);
    expect(await statusOf("roundtrip.session=nonsense")).toBe(401);

    const csrf = await csrfOf(cookie);
    const [stolen] = await credentialsOf(victim.user.id);
    const data = { sid: stolen?.id, sub: victim.user.id, role: "ADMIN" };
    const update = JSON.stringify({ csrfToken: csrf.csrfToken, data });
    const answer = await post("/api/auth/session", update, { cookie: csrf.cookie });
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([404, []]);
    expect(await clientOf(cookie).account.me.query()).toMatchObject({ id: user.id, role: "CUSTOMER" });
  });

  it("tells next-auth's own pages no more than name and e-mail, and nothing once it has ended", async () => {
    const { user, cookie } = await signedIn();
    const session = async () => (await send("/api/auth/session", { cookie })).json();
    expect(await session()).toEqual({ expires: expect.any(String), user: { name: user.name, email: user.email } });
    await signOut(cookie);
    const dead = await send("/api/auth/session", { cookie });
    expect(await dead.json()).toEqual({});
    expect(dead.headers.getSetCookie().join()).not.toContain("roundtrip.session=ey");
  });

  it("is not saved from signing out by a cookie that only begins like ours", async () => {
    const { cookie } = await signedIn();
    await signOut(`${cookie}; roundtrip.session.1=junk`);
    expect(await statusOf(cookie)).toBe(401);
  });

  it("ends when its browser signs in anew", async () => {
    const { user, cookie } = await signedIn();
    const again = await signIn(user.email, PASSWORD, {}, cookie);
    expect([await statusOf(cookie), await statusOf(again.cookie ?? "")]).toEqual([401, 200]);
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
