/** Bearer tokens over tRPC: access tokens of API logins, and personal tokens. */
import { SignJWT } from "jose";
import { afterEach, describe, expect, it, vi } from "vitest";
import { SCOPES, type Scope } from "@/domain/token";
import { signAccessToken } from "@/server/auth/access-token";
import { db } from "@/server/platform/db";
import { logged } from "../setup/database";
import { callerOf, makePrincipal, makeUser, PASSWORD } from "../setup/factories";
import { fixture, SCOPE } from "../setup/fixture";
import { clientOf, errorOf, mutate, query, signIn } from "../setup/http";

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}`, "sec-fetch-site": undefined } });
const me = async (token: string) => (await query("account.me", undefined, bearer(token))).status;
const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());

async function login() {
  const user = await makeUser();
  const pair = await clientOf().session.login.mutate({ email: user.email, password: PASSWORD });
  return { user, token: pair.accessToken };
}
async function makePersonal(...scopes: Scope[]) {
  const owner = await makePrincipal();
  const { id, secret } = await callerOf(owner).token.create({ name: "Script", scopes });
  return { owner, id, secret };
}

afterEach(() => {
  vi.useRealTimers();
});

describe("access token", () => {
  it("identifies its user, without a cookie or a same-origin header", async () => {
    const { user, token } = await login();
    const response = await query("account.me", undefined, bearer(token));
    expect(await response.json()).toMatchObject({ result: { data: { json: { id: user.id } } } });
    const other = await makePersonal(SCOPE);
    expect((await mutate("token.revoke", { id: other.id }, bearer(token))).status).toBe(404);
  });

  it("expires after 15 minutes, with a tolerance of 30 seconds", async () => {
    const { token } = await login();
    const at = (seconds: number) => vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + seconds * 1000 });
    at(15 * 60 + 20);
    expect(await me(token)).toBe(200);
    at(60);
    expect(await me(token)).toBe(401);
  });

  it("ends with its login: on logout, on revocation, and when the user is disabled", async () => {
    const out = await login();
    expect((await mutate("session.logout", {}, bearer(out.token))).status).toBe(200);
    const revoked = await login();
    await db.credential.update({ where: { id: claimsOf(revoked.token).sid }, data: { revokedAt: new Date() } });
    const disabled = await login();
    await db.user.update({ where: { id: disabled.user.id }, data: { disabledAt: new Date() } });
    for (const { token } of [out, revoked, disabled]) expect(await me(token)).toBe(401);
  });

  it("is rejected if its header, claims, signature or credential are not ours", async () => {
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
      await signAccessToken(session.credentialId, session.userId), // a browser session is not an API login
      "x.y.z",
      "",
      "x".repeat(5000),
    ];
    for (const attempt of attempts)
      expect([attempt.slice(0, 60), await me(attempt)]).toEqual([attempt.slice(0, 60), 401]);
    expect(logged.filter((line) => line.includes("token.refused")).length).toBeGreaterThan(3);
    expect(logged.join()).not.toContain(signature);
  });

  it("signed with our key, it still needs our audience, issuer, type, algorithm and expiry", async () => {
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

describe("Authorization header", () => {
  const meWith = async (authorization: string, cookie?: string) => {
    const response = await query("account.me", undefined, { cookie, headers: { authorization } });
    return [response.status, response.ok ? undefined : (await errorOf(response)).data.reason];
  };

  it("bearer takes precedence over the cookie: an invalid or malformed token is 401", async () => {
    const { cookie } = await signIn((await makeUser()).email, PASSWORD);
    for (const token of [
      "Bearer wrong",
      "bearer  wrong",
      "Bearer",
      "BEARER ",
      "Bearer a b",
      'Bearer "a"',
      "Bearer, a",
      "Bearer é",
    ]) {
      expect([token, ...(await meWith(token, cookie))]).toEqual([token, 401, "TOKEN_INVALID"]);
    }
  });

  it("of another scheme, such as Basic, is ignored: the cookie counts", async () => {
    const { cookie } = await signIn((await makeUser()).email, PASSWORD, { authorization: "Basic dXNlcjpwYXNz" });
    for (const other of ["Basic dXNlcjpwYXNz", "", "Digest username=bearer", "Bearerx y"]) {
      expect(await meWith(other, cookie)).toEqual([200, undefined]);
      expect(await meWith(other)).toEqual([401, undefined]); // not signed in, rather than a wrong token
    }
  });
});

describe("personal token", () => {
  it("is limited to its scopes", async () => {
    const { secret } = await makePersonal(SCOPE);
    expect(await me(secret)).toBe(200);
    const lacking = await fixture.mutate("thing.publish", {}, bearer(secret));
    const scopeless = await query("token.list", undefined, bearer(secret));
    const messages = ["This token lacks the scope fixture:write.", "Personal tokens can't do this. Log in instead."];
    for (const response of [lacking, scopeless]) {
      expect(response.status).toBe(403);
      const { data, message } = await errorOf(response);
      expect(data).toMatchObject({ code: "FORBIDDEN", reason: "INSUFFICIENT_SCOPE" });
      expect(message).toBe(messages.shift());
    }
    expect(logged.filter((line) => line.includes("scope.refused"))).toHaveLength(2);
  });

  it("with all scopes, still cannot manage tokens, change the account or log out", async () => {
    const { secret } = await makePersonal(...(Object.keys(SCOPES) as Scope[]));
    const init = bearer(secret);
    const responses = [
      await mutate("token.create", { name: "More", scopes: [SCOPE] }, init),
      await query("token.list", undefined, init),
      await mutate("account.update", { name: "Mallory" }, init),
      await mutate("session.logout", {}, init),
    ];
    expect(responses.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    expect(await me(secret)).toBe(200);
  });

  it("stores when it was last used", async () => {
    const { owner, secret } = await makePersonal(SCOPE);
    expect(await me(secret)).toBe(200);
    const { items } = await callerOf(owner).token.list();
    expect(items[0]?.lastUsedAt).toBeInstanceOf(Date);
  });

  it("ends when it is revoked, when it expires, and when its user is disabled", async () => {
    const revoked = await makePersonal(SCOPE);
    await callerOf(revoked.owner).token.revoke({ id: revoked.id });
    const expired = await makePersonal(SCOPE);
    await db.credential.update({ where: { id: expired.id }, data: { expiresAt: new Date(Date.now() - 1) } });
    const disabled = await makePersonal(SCOPE);
    await db.user.update({ where: { id: disabled.owner.userId }, data: { disabledAt: new Date() } });
    for (const { secret } of [revoked, expired, disabled]) expect(await me(secret)).toBe(401);
    expect(logged.filter((line) => line.includes("token.refused"))).toHaveLength(3);
    for (const { secret } of [revoked, expired, disabled]) expect(logged.join()).not.toContain(secret);
  });

  it("has no idle limit: use does not move its expiry", async () => {
    const { id, secret } = await makePersonal(SCOPE);
    const before = await db.credential.findUniqueOrThrow({ where: { id } });
    expect(await me(secret)).toBe(200);
    const after = await db.credential.findUniqueOrThrow({ where: { id } });
    expect(after.idleExpiresAt).toEqual(before.idleExpiresAt);
  });
});
