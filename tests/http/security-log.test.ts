/** Refusals: their log lines and events, with the address of the client, and for an attempt on an account a keyed hash of its email. */
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { sessionCookie } from "@/server/auth/session-cookie";
import { db } from "@/server/platform/db";
import { LIMITS } from "@/server/platform/rate-limit";
import { flushSecurityEvents } from "@/server/platform/security-buckets";
import { hashEmail } from "@/server/platform/security-log";
import { logged } from "../setup/database";
import { makeAccessToken, makeLogin, makePersonalToken, makePrincipal, makeUser, PASSWORD } from "../setup/factories";
import { fixture, SCOPE } from "../setup/fixture";
import { freshServer } from "../setup/fresh-server";
import { address, HOST, mutate, query, rest, send, signIn, signOut } from "../setup/http";

const linesOf = (event: string) => logged.map((line) => JSON.parse(line)).filter((line) => line.event === event);
const login = (email: string, password: string) => rest("POST /login", { json: { email, password } });
const cookieName = sessionCookie(new Headers({ host: HOST })).name;
const token = async () => makeAccessToken(await makePrincipal());
const sessionOf = async () => (await signIn((await makeUser()).email, PASSWORD)).cookie ?? "";

const refusals: Record<string, () => Promise<unknown>> = {
  "cookie.refused": () => query("account.me", undefined, { cookie: `${cookieName}=forged` }),
  "cors.refused": () =>
    send("/api/v1/me", {
      method: "OPTIONS",
      headers: { origin: "https://evil.test", "access-control-request-method": "GET" },
    }),
  "origin.refused": async () =>
    mutate("token.create", {}, { cookie: await sessionOf(), headers: { "sec-fetch-site": "cross-site" } }),
  "ownership.miss": async () =>
    fixture.query("thing.own", { id: "none" }, { headers: { authorization: `Bearer ${await token()}` } }),
  "password.refused": async () =>
    mutate("proof.give", { password: "not the password" }, { headers: { authorization: `Bearer ${await token()}` } }),
  "rate-limit.reached": async () => {
    for (let call = 0; call <= LIMITS.refresh.calls; call++) await rest("POST /token/refresh", { json: {} });
  },
  "refresh.refused": () => rest("POST /token/refresh", { json: { refreshToken: "x" } }),
  "role.refused": async () => fixture.rest("POST /purge", { token: await token(), json: {} }),
  "scope.refused": async () =>
    fixture.rest("POST /publish", { token: await makePersonalToken(await makePrincipal(), SCOPE), json: {} }),
  "sign-in.refused": async () => login((await makeUser()).email, "not the password"),
  "sign-up.refused": async () =>
    mutate("account.signUp", { email: (await makeUser()).email, name: "Robin", password: PASSWORD }),
};

describe("a refusal is one line and one event, with the client's address", () => {
  it.each(Object.keys(refusals))("%s", async (event) => {
    await refusals[event]?.();
    expect(linesOf(event)).toMatchObject([{ level: 40, event, address, requestId: expect.any(String) }]);
    await flushSecurityEvents();
    const [{ requestId }] = linesOf(event);
    const events = await db.securityEvent.findMany({ where: { kind: event, address } });
    expect(events).toMatchObject([{ category: "refusal", requestId, count: 1 }]);
  });

  it.each([
    ["is not ours", async () => "x".repeat(40)],
    ["is malformed", async () => "?"],
    ["looks like a personal one", async () => `rtp_${"x".repeat(49)}`],
    [
      "has ended",
      async () => {
        const { accessToken } = await makeLogin(await makePrincipal());
        await rest("POST /logout", { token: accessToken, json: {} });
        logged.length = 0;
        return accessToken;
      },
    ],
  ])("token.refused: a token that %s", async (_name, make) => {
    await rest("GET /me", { token: await make() });
    expect(linesOf("token.refused")).toMatchObject([{ address }]);
  });

  it("a session that was signed out is no event", async () => {
    const cookie = await sessionOf();
    await signOut(cookie);
    logged.length = 0;
    expect((await query("account.me", undefined, { cookie })).status).toBe(401);
    expect(linesOf("cookie.refused")).toEqual([]);
  });
});

describe("email", () => {
  it("refused sign-ins of one account have one hash, whatever its spelling and endpoint", async () => {
    const { email } = await makeUser();
    await login(email, "not the password");
    await signIn(` ${email.toUpperCase()}`, "not the password");
    await signIn(email.toUpperCase(), "p".repeat(2000)); // not even checked
    await login("somebody.else@example.test", "not the password");
    const [first, ...others] = linesOf("sign-in.refused").map(({ emailHash }) => emailHash);
    expect(first).toMatch(/^[\w-]{43}$/);
    expect(others).toEqual([first, first, expect.not.stringMatching(first)]);
  });

  it("a sign-in over the limit of attempts has the hash, too", async () => {
    const { email } = await makeUser();
    for (let time = 0; time <= LIMITS["sign-in-account"].calls; time++) await login(email, "not the password");
    const lines = linesOf("sign-in.refused");
    expect(lines.at(-1)).toMatchObject({ why: "too many attempts", address, emailHash: lines[0].emailHash });
  });

  it("its hash is another one with another secret", async () => {
    await freshServer({ NEXTAUTH_SECRET: "another-secret-for-tests-and-nothing-else" });
    const { hashEmail: hashElsewhere } = await import("@/server/platform/security-log");
    expect(hashElsewhere("jo@example.test")).not.toBe(hashEmail("jo@example.test"));
  });

  it("the log has neither the email nor a hash that can be made without the secret", async () => {
    const { email } = await makeUser();
    await login(email, "not the password");
    const guesses = (["hex", "base64", "base64url"] as const).map((form) =>
      createHash("sha256").update(email).digest(form),
    );
    for (const text of [email, ...guesses]) expect(logged.join("\n")).not.toContain(text);
  });
});
