/** Bearer tokens at the door of our pages: the same callers, the same rules, another way to say who one is. */
import { SignJWT } from "jose";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Scope } from "@/domain/token";
import { signAccessToken } from "@/server/auth/access-token";
import { db } from "@/server/platform/db";
import { logged } from "../setup/database";
import { callerOf, makeOrder, makePrincipal, makeUser, PASSWORD } from "../setup/factories";
import { clientOf, errorOf, mutate, query, signIn } from "../setup/http";

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}`, "sec-fetch-site": undefined } });
const me = async (token: string) => (await query("account.me", undefined, bearer(token))).status;
const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());

async function login() {
  const user = await makeUser();
  const pair = await clientOf().session.login.mutate({ email: user.email, password: PASSWORD });
  return { user, token: pair.accessToken };
}
async function personal(...scopes: Scope[]) {
  const owner = await makePrincipal();
  const { id, secret } = await callerOf(owner).token.create({ name: "Script", scopes });
  return { owner, id, secret };
}

afterEach(() => {
  vi.useRealTimers();
});

describe("an access token", () => {
  it("is its user, with no cookie and from wherever", async () => {
    const { user, token } = await login();
    const response = await query("account.me", undefined, bearer(token));
    expect(await response.json()).toMatchObject({ result: { data: { json: { id: user.id } } } });
    const owner = await makePrincipal();
    const order = await makeOrder(owner);
    expect((await mutate("order.cancel", { id: order.id }, bearer(token))).status).toBe(404);
  });

  it("ends after 15 minutes, give or take 30 seconds", async () => {
    const { token } = await login();
    const at = (seconds: number) => vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + seconds * 1000 });
    at(15 * 60 + 20);
    expect(await me(token)).toBe(200);
    at(60);
    expect(await me(token)).toBe(401);
  });

  it("ends at once when its login does: by logging out, revoking, or disabling the user", async () => {
    const out = await login();
    expect((await mutate("session.logout", {}, bearer(out.token))).status).toBe(200);
    const revoked = await login();
    await db.credential.update({ where: { id: claimsOf(revoked.token).sid }, data: { revokedAt: new Date() } });
    const disabled = await login();
    await db.user.update({ where: { id: disabled.user.id }, data: { disabledAt: new Date() } });
    for (const { token } of [out, revoked, disabled]) expect(await me(token)).toBe(401);
  });

  it("is not believed when anything about it is not ours", async () => {
    const { token } = await login();
    const [header, payload, signature] = token.split(".");
    const claims = claimsOf(token);
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const secret = new TextEncoder().encode(process.env.NEXTAUTH_SECRET);
    const forged = (change: object, typ = "at+jwt", alg = "HS256") =>
      new SignJWT({ ...claims, ...change }).setProtectedHeader({ alg, typ }).sign(secret);
    const session = await makePrincipal();
    const attempts = [
      `${part({ alg: "none", typ: "at+jwt" })}.${payload}.`,
      `${header}.${part({ ...claims, sub: "somebody" })}.${signature}`,
      `${header}.${payload}.${signature?.split("").reverse().join("")}`,
      await forged({}),
      await forged({ exp: claims.exp + 1e6 }),
      await signAccessToken(session.credentialId, session.userId), // a browser's session is not a login
      "x.y.z",
      "",
      "x".repeat(5000),
    ];
    for (const attempt of attempts)
      expect([attempt.slice(0, 60), await me(attempt)]).toEqual([attempt.slice(0, 60), 401]);
    expect(logged.filter((line) => line.includes("token.refused")).length).toBeGreaterThan(3);
    expect(logged.join()).not.toContain(signature);
  });

  it("must be for this API, of this type and from us, even with our own key", async () => {
    const { hkdfSync } = await import("node:crypto");
    const { token } = await login();
    const claims = claimsOf(token);
    const secret = process.env.NEXTAUTH_SECRET ?? "";
    const key = new Uint8Array(hkdfSync("sha256", secret, "", "roundtrip access token", 32));
    const sign = (change: object, typ = "at+jwt", alg = "HS256") =>
      new SignJWT({ ...claims, ...change }).setProtectedHeader({ alg, typ }).sign(key);
    expect(await me(await sign({}))).toBe(200);
    expect(await me(await sign({ aud: "another-api" }))).toBe(401);
    expect(await me(await sign({ iss: "another" }))).toBe(401);
    expect(await me(await sign({}, "JWT"))).toBe(401);
    expect(await me(await sign({}, "at+jwt", "HS512"))).toBe(401);
    expect(await me(await sign({ exp: undefined }))).toBe(401);
  });
});

describe("an Authorization header", () => {
  it("alone counts: a wrong one beside a good cookie is nobody", async () => {
    const { email } = await makeUser();
    const { cookie } = await signIn(email, PASSWORD);
    expect((await query("account.me", undefined, { cookie })).status).toBe(200);
    for (const authorization of ["Bearer wrong", "Basic dXNlcjpwYXNz", "", "Bearer"]) {
      expect((await query("account.me", undefined, { cookie, headers: { authorization } })).status).toBe(401);
    }
  });
});

describe("a personal token", () => {
  it("does what its scopes say and nothing else", async () => {
    const { owner, secret } = await personal("orders:read");
    await makeOrder(owner);
    const list = await query("order.list", {}, bearer(secret));
    expect((await list.json()).result.data.json.items).toHaveLength(1);

    const refused = await query("account.me", undefined, bearer(secret));
    expect(refused.status).toBe(403);
    expect((await errorOf(refused)).data).toMatchObject({ code: "FORBIDDEN", reason: "INSUFFICIENT_SCOPE" });
    expect(logged.filter((line) => line.includes("scope.refused"))).toHaveLength(1);
  });

  it("cannot make or list tokens, change the account or log out, whatever its scopes", async () => {
    const { secret } = await personal("orders:read", "orders:write", "products:read", "account:read");
    const init = bearer(secret);
    const answers = [
      await mutate("token.create", { name: "More", scopes: ["orders:read"] }, init),
      await query("token.list", undefined, init),
      await mutate("account.update", { name: "Mallory" }, init),
      await mutate("session.logout", {}, init),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([403, 403, 403, 403]);
    expect(await me(secret)).toBe(200);
  });

  it("shows when it was used last", async () => {
    const { owner, secret } = await personal("account:read");
    expect(await me(secret)).toBe(200);
    const { items } = await callerOf(owner).token.list();
    expect(items[0]?.lastUsedAt).toBeInstanceOf(Date);
  });

  it("ends at once when it is revoked, expires, or its user is disabled", async () => {
    const revoked = await personal("account:read");
    await callerOf(revoked.owner).token.revoke({ id: revoked.id });
    const expired = await personal("account:read");
    await db.credential.update({ where: { id: expired.id }, data: { expiresAt: new Date(Date.now() - 1) } });
    const disabled = await personal("account:read");
    await db.user.update({ where: { id: disabled.owner.userId }, data: { disabledAt: new Date() } });
    for (const { secret } of [revoked, expired, disabled]) expect(await me(secret)).toBe(401);
    expect(logged.filter((line) => line.includes("token.refused"))).toHaveLength(3);
    for (const { secret } of [revoked, expired, disabled]) expect(logged.join()).not.toContain(secret);
  });

  it("keeps its end when it is used: 14 days of silence do not matter, its own date does", async () => {
    const { id, secret } = await personal("account:read");
    const before = await db.credential.findUniqueOrThrow({ where: { id } });
    expect(await me(secret)).toBe(200);
    const after = await db.credential.findUniqueOrThrow({ where: { id } });
    expect(after.idleExpiresAt).toEqual(before.idleExpiresAt);
  });
});
