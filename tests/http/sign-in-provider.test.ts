/** Signing in by a provider: the protocol, against a real one. tests/api/provider-entry.test.ts has the rules of linking. */
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { env } from "@/env";
import { PROVIDER_LIMITS } from "@/server/auth/provider-options";
import { db } from "@/server/platform/db";
import { logged } from "../setup/database";
import { makeUser, PASSWORD } from "../setup/factories";
import { freshServer } from "../setup/fresh-server";
import { clientOf, csrfOf, errorOf, HOST, post, send, signIn } from "../setup/http";
import { startOidcProvider, visitProvider } from "../setup/oidc-provider";
import { begin, comeBack, isSignedIn, me } from "./provider-browser";

const CALLBACK = `http://${HOST}/api/auth/callback/oidc`;
// A busy machine takes longer than a person should wait.
Object.assign(PROVIDER_LIMITS, { answerMs: 60_000, deadlineMs: 120_000 });
let provider: Awaited<ReturnType<typeof startOidcProvider>>;
beforeAll(async () => {
  provider = await startOidcProvider();
  provider.redirectUris.add(CALLBACK);
});
afterAll(() => provider.stop());
beforeEach(() => {
  Object.assign(env(), provider.settings);
});

let count = 0;
/** A person with an account at the provider, which has verified the address. */
function makePerson(claims: { email?: string; email_verified?: boolean; name?: string } = {}) {
  const sub = `subject-${process.pid}-${++count}`;
  const person = { email: `${sub}@example.test`, email_verified: true, name: "Ada Person", ...claims };
  provider.people.set(sub, person);
  return { sub, ...person };
}

/** The whole way of a person. */
async function signInBy(choice: Parameters<typeof visitProvider>[1], form?: Record<string, string>, session?: string) {
  const { url, cookie } = await begin("oidc", form, session);
  return comeBack(await visitProvider(url, choice), cookie);
}

const userOf = (sub: string) =>
  db.signInMethod.findFirst({ where: { subject: sub }, include: { user: true } }).then((it) => it?.user ?? null);

describe("a person who is new", () => {
  it("gets an account with a verified address, without a password, and a session", async () => {
    const { sub, email } = makePerson();
    const { status, page, cookie } = await signInBy({ sub }, { target: "/orders?status=PLACED" });
    expect([status, page]).toEqual([302, `/sign-in?callbackUrl=${encodeURIComponent("/orders?status=PLACED")}`]);
    const account = await me(cookie);
    expect(account).toMatchObject({ email, name: "Ada Person", role: "CUSTOMER" });
    expect(await userOf(sub)).toMatchObject({ id: account.id, passwordHash: null, emailVerifiedAt: expect.any(Date) });
  });

  it("enters the same account the next time, also with another address", async () => {
    const { sub, email } = makePerson();
    const first = await me((await signInBy({ sub })).cookie);
    provider.people.set(sub, { email: `moved-${email}`, email_verified: true });
    expect(await me((await signInBy({ sub })).cookie)).toMatchObject({ id: first.id, email });
    expect(await db.signInMethod.findFirst({ where: { subject: sub } })).toMatchObject({ email: `moved-${email}` });
  });
});

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

describe("a callback", () => {
  const problem = (code: string) => `/sign-in?error=${code}`;

  it("whose code was used before is refused, and starts no session", async () => {
    const { sub } = makePerson();
    const { url, cookie } = await begin("oidc");
    const callback = await visitProvider(url, { sub });
    expect((await comeBack(callback, cookie)).page).toBe("/sign-in");
    const replayed = await comeBack(callback, cookie);
    expect([replayed.page, await isSignedIn(replayed.cookie)]).toEqual([problem("expired"), false]);
    expect(logged.join()).toContain('"detail":"invalid_grant"');
  });

  it("that another browser has begun is refused", async () => {
    const { sub } = makePerson();
    const attacker = await begin("oidc");
    const victim = await begin("oidc");
    const callback = await visitProvider(attacker.url, { sub });
    const foreign = await comeBack(callback, victim.cookie);
    expect([foreign.page, await isSignedIn(foreign.cookie)]).toEqual([problem("expired"), false]);
    expect(logged.join()).toContain('"detail":"state mismatch"');
    expect(await userOf(sub)).toBeNull();
  });

  it("to a browser that has begun nothing is refused without asking the provider", async () => {
    const { sub } = makePerson();
    const callback = await visitProvider((await begin("oidc")).url, { sub });
    Object.assign(env(), { AUTH_OIDC_ISSUER: "http://127.0.0.1:1" }); // asking would fail otherwise
    expect((await comeBack(callback, "")).page).toBe(problem("expired"));
    expect(await userOf(sub)).toBeNull();
  });

  it.each(["state", "code"])("without its %s is refused", async (parameter) => {
    const { url, cookie } = await begin("oidc");
    const callback = await visitProvider(url, { sub: makePerson().sub });
    callback.searchParams.delete(parameter);
    const answer = await comeBack(callback, cookie);
    expect(answer.page).toMatch(/^\/sign-in\?error=(expired|unavailable)$/);
    expect(await isSignedIn(answer.cookie)).toBe(false);
  });

  it.each(["state", "nonce", "pkce", "flow"])("without the cookie of its %s is refused", async (name) => {
    const { url, cookie } = await begin("oidc");
    const callback = await visitProvider(url, { sub: makePerson().sub });
    const others = cookie.split("; ").filter((it) => !it.startsWith(`roundtrip.${name}-`));
    expect(others).toHaveLength(cookie.split("; ").length - 1);
    const answer = await comeBack(callback, others.join("; "));
    expect(answer.page).toMatch(/^\/sign-in\?error=(expired|unavailable)$/);
    expect(await isSignedIn(answer.cookie)).toBe(false);
  });

  it("with an ID token for another nonce is refused", async () => {
    const { sub } = makePerson();
    const { url, cookie } = await begin("oidc");
    const other = new URL(url);
    other.searchParams.set("nonce", "of somebody else");
    const answer = await comeBack(await visitProvider(other.href, { sub }), cookie);
    expect([answer.page, await isSignedIn(answer.cookie)]).toEqual([problem("expired"), false]);
    expect(logged.join()).toContain('"detail":"nonce mismatch"');
  });

  it("with a code for another PKCE challenge is refused", async () => {
    const { sub } = makePerson();
    const { url, cookie } = await begin("oidc");
    const other = new URL(url);
    other.searchParams.set("code_challenge", "A".repeat(43));
    const answer = await comeBack(await visitProvider(other.href, { sub }), cookie);
    expect([answer.page, await isSignedIn(answer.cookie)]).toEqual([problem("expired"), false]);
  });

  it("of a person who cancels says so, without the provider's words, and keeps the target", async () => {
    const { page } = await signInBy({ error: "access_denied" }, { target: "/orders" });
    expect(page).toBe("/sign-in?callbackUrl=%2Forders&error=denied");
  });

  it("of another provider's identity is refused: an issuer speaks for itself only", async () => {
    const { sub } = makePerson();
    const { url, cookie } = await begin("oidc");
    const callback = await visitProvider(url, { sub });
    // The same provider under another name: its documents and tokens name its real issuer.
    Object.assign(env(), { AUTH_OIDC_ISSUER: provider.issuer.replace("127.0.0.1", "localhost") });
    expect((await comeBack(callback, cookie)).page).toBe(problem("unavailable"));
    expect(await userOf(sub)).toBeNull();
  });

  it("ends its flow: the cookies are gone, whatever happened", async () => {
    for (const choice of [{ sub: makePerson().sub }, { error: "access_denied" }]) {
      expect((await signInBy(choice)).cookie).not.toMatch(/\.(state|nonce|pkce|flow)/);
    }
  });

  it("when the provider has gone meanwhile says that it can't be reached; nothing is logged as our error", async () => {
    const { url, cookie } = await begin("oidc");
    const callback = await visitProvider(url, { sub: makePerson().sub });
    Object.assign(env(), { AUTH_OIDC_ISSUER: "http://127.0.0.1:1" });
    expect((await comeBack(callback, cookie)).page).toBe(problem("unavailable"));
    expect(logged.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
  });

  it("of a provider that never answers ends at the deadline, and changes nothing afterwards", async () => {
    const { url, cookie } = await begin("oidc");
    const { sub } = makePerson();
    const callback = await visitProvider(url, { sub });
    const { deadlineMs } = PROVIDER_LIMITS;
    Object.assign(PROVIDER_LIMITS, { deadlineMs: 50 });
    const letGoOn = provider.hold();
    provider.requests.length = 0;
    const { page } = await comeBack(callback, cookie).finally(() => Object.assign(PROVIDER_LIMITS, { deadlineMs }));
    expect(page).toBe(problem("unavailable"));
    letGoOn();
    await vi.waitFor(() => expect(provider.requests).toContain("/me"), 20_000);
    await signInBy({ sub: makePerson().sub }); // takes longer than what is left of the first
    expect(await userOf(sub)).toBeNull();
    expect(logged.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
  });

  it("logs no code, state or token, and one line per refusal", async () => {
    const { url, cookie } = await begin("oidc");
    const callback = await visitProvider(url, { sub: makePerson().sub });
    const [code, state] = ["code", "state"].map((name) => callback.searchParams.get(name) ?? "");
    callback.searchParams.set("state", "a foreign state");
    logged.length = 0;
    await comeBack(callback, cookie);
    const lines = logged.map((line) => JSON.parse(line));
    expect(lines.map(({ event }) => event)).toEqual(["sign-in.refused", "call"]);
    for (const secret of [code, state, "a foreign state"]) expect(logged.join()).not.toContain(secret);
  });
});

describe("a session of a provider", () => {
  it("is listed as any other, ends by signing out, and replaces the one before", async () => {
    const { sub } = makePerson();
    const { cookie } = await signInBy({ sub });
    const [session] = (await clientOf(cookie).session.list.query()).items;
    expect(session).toMatchObject({ kind: "SESSION", isCurrent: true });
    const { url, cookie: again } = await begin("oidc", {}, cookie);
    const second = await comeBack(await visitProvider(url, { sub }), again);
    expect([await isSignedIn(cookie), await isSignedIn(second.cookie)]).toEqual([false, true]);
  });

  it("is not started for a disabled account", async () => {
    const { sub } = makePerson();
    await signInBy({ sub });
    const user = await userOf(sub);
    await db.user.update({ where: { id: user?.id ?? "" }, data: { disabledAt: new Date() } });
    const { page, cookie } = await signInBy({ sub });
    expect([page, await isSignedIn(cookie)]).toEqual(["/sign-in?error=refused", false]);
  });

  it("waits for the second step of an account that has one", async () => {
    const { sub } = makePerson();
    await signInBy({ sub });
    const userId = (await userOf(sub))?.id ?? "";
    await db.factor.create({ data: { kind: "TOTP", name: "App", userId, secret: "sealed" } });
    const { page, cookie } = await signInBy({ sub }, { target: "/orders" });
    expect([page, await isSignedIn(cookie)]).toEqual(["/sign-in?callbackUrl=%2Forders", false]);
    expect(await clientOf(cookie).session.secondStep.query()).toEqual({ methods: ["TOTP"] });
  });

  it("is not started by an address that the provider has not verified", async () => {
    for (const email_verified of [false, undefined, "true"]) {
      const { sub, email } = makePerson();
      provider.people.set(sub, { email, email_verified: email_verified as boolean });
      expect((await signInBy({ sub })).page).toBe("/sign-in?error=unverified");
      expect(await db.user.findUnique({ where: { email } })).toBeNull();
    }
  });
});

const METHODS = "/account/sign-in-methods";

describe("a fresh proof", () => {
  /** Whether what is dangerous is allowed, or why not. */
  const isProven = (cookie: string) =>
    clientOf(cookie)
      .factor.startTotp.mutate({})
      .then(
        () => true,
        ({ data }) => data.reason,
      );
  const prove = { prove: "true", target: "/account/security" };
  const withoutQuestion = (url: string) => {
    const silent = new URL(url);
    for (const name of ["prompt", "max_age"]) silent.searchParams.delete(name);
    return silent.href;
  };

  it("is not a sign-in whose provider doesn't say when the person has signed in there", async () => {
    const { cookie } = await signInBy({ sub: makePerson().sub });
    expect(await isSignedIn(cookie)).toBe(true);
    expect(await isProven(cookie)).toBe("FRESH_PROOF_REQUIRED");
  });

  it("is a sign-in whose provider says that it was just now", async () => {
    const { url, cookie } = await begin("oidc");
    const callback = await visitProvider(`${url}&max_age=600`, { sub: makePerson().sub });
    expect(await isProven((await comeBack(callback, cookie)).cookie)).toBe(true);
  });

  it("is given by signing in at the provider once more, which leads back to the page", async () => {
    const { sub } = makePerson();
    const { cookie } = await signInBy({ sub });
    expect(await clientOf(cookie).proof.methods.query()).toMatchObject({ methods: [], providers: [{ id: "oidc" }] });
    const { url, cookie: atProvider } = await begin("oidc", prove, cookie);
    expect(Object.fromEntries(new URL(url).searchParams)).toMatchObject({ prompt: "login", max_age: "0" });
    const answer = await comeBack(await visitProvider(url, { sub }), atProvider);
    expect(answer.page).toBe(`/sign-in?callbackUrl=${encodeURIComponent("/account/security")}`);
    expect(await isProven(answer.cookie)).toBe(true);
    expect(await me(answer.cookie)).toMatchObject({ id: (await userOf(sub))?.id });
  });

  it("is not given by a browser in which somebody is signed in there, and which asks for no more", async () => {
    const { sub } = makePerson();
    const atProvider = new Map<string, string>();
    const first = await begin("oidc");
    const { cookie } = await comeBack(await visitProvider(first.url, { sub }, atProvider), first.cookie);
    const { url, cookie: next } = await begin("oidc", prove, cookie);
    const silent = await visitProvider(withoutQuestion(url), { error: "access_denied" }, atProvider);
    const answer = await comeBack(silent, next);
    expect(answer.page).toBe(`${METHODS}?error=not-recent`);
    expect(await isProven(answer.cookie)).toBe("FRESH_PROOF_REQUIRED");
  });

  it("is not given by another person, nor to another session", async () => {
    const { sub } = makePerson();
    const { cookie } = await signInBy({ sub });
    const answer = await signInBy({ sub: makePerson().sub }, prove, cookie);
    expect([answer.page, await isProven(answer.cookie)]).toEqual([
      `${METHODS}?error=not-yours`,
      "FRESH_PROOF_REQUIRED",
    ]);
    const { url, cookie: next } = await begin("oidc", prove, cookie);
    const other = (await signIn((await makeUser()).email, PASSWORD)).cookie ?? "";
    const swapped = next.replace(/roundtrip\.session-\w+=[^;]+/, other);
    expect(swapped).not.toBe(next);
    expect((await comeBack(await visitProvider(url, { sub }), swapped)).page).toBe(`${METHODS}?error=other-session`);
  });

  it("without a session is 401", async () => {
    const { csrfToken, cookie } = await csrfOf();
    const body = JSON.stringify({ csrfToken, json: "true", prove: "true" });
    expect((await post("/api/auth/signin/oidc", body, { cookie })).status).toBe(401);
  });
});

describe("a provider that signs with ES256", () => {
  it("is used with AUTH_OIDC_ALGORITHM, and refused without it", async () => {
    const other = await startOidcProvider(undefined, "ES256");
    onTestFinished(() => other.stop());
    onTestFinished(() => void Object.assign(env(), { AUTH_OIDC_ALGORITHM: "RS256" }));
    other.redirectUris.add(CALLBACK);
    const { sub, ...person } = makePerson();
    other.people.set(sub, person);
    Object.assign(env(), other.settings);
    const refused = await signInBy({ sub });
    expect([refused.page, await isSignedIn(refused.cookie)]).toEqual(["/sign-in?error=expired", false]);
    Object.assign(env(), { AUTH_OIDC_ALGORITHM: "ES256" });
    expect(await isSignedIn((await signInBy({ sub })).cookie)).toBe(true);
  });
});

describe("adding a method", () => {
  it("while signed in with the password adds it to that account; the session goes on", async () => {
    const user = await makeUser({ emailVerifiedAt: null });
    const { cookie = "" } = await signIn(user.email, PASSWORD);
    const { sub } = makePerson({ email: "unrelated@example.test", email_verified: false });
    const { page, cookie: after } = await signInBy({ sub }, { add: "true" }, cookie);
    expect(page).toBe(`${METHODS}?added=oidc`);
    expect(await userOf(sub)).toMatchObject({ id: user.id, email: user.email, emailVerifiedAt: null });
    expect(await me(after)).toMatchObject({ id: user.id });
  });

  it("without a session is 401", async () => {
    const { csrfToken, cookie } = await csrfOf();
    const body = JSON.stringify({ csrfToken, json: "true", add: "true" });
    expect((await post("/api/auth/signin/oidc", body, { cookie })).status).toBe(401);
  });

  it("without a fresh proof is 403", async () => {
    const user = await makeUser();
    const { cookie: session = "" } = await signIn(user.email, PASSWORD);
    await db.credential.updateMany({ where: { userId: user.id }, data: { verifiedAt: new Date(0) } });
    const { csrfToken, cookie } = await csrfOf(session);
    const body = JSON.stringify({ csrfToken, json: "true", add: "true" });
    const response = await post("/api/auth/signin/oidc", body, { cookie });
    expect([response.status, (await errorOf(response)).data.reason]).toEqual([403, "FRESH_PROOF_REQUIRED"]);
  });

  it("that ends in another session adds nothing", async () => {
    const [one, two] = [await makeUser(), await makeUser()];
    const first = await signIn(one.email, PASSWORD);
    const second = await signIn(two.email, PASSWORD);
    const { sub } = makePerson();
    const { url, cookie } = await begin("oidc", { add: "true" }, first.cookie);
    const callback = await visitProvider(url, { sub });
    const swapped = cookie.replace(first.cookie ?? "", second.cookie ?? "");
    expect((await comeBack(callback, swapped)).page).toBe(`${METHODS}?error=other-session`);
    const signedOut = await begin("oidc", { add: "true" }, first.cookie);
    const late = await visitProvider(signedOut.url, { sub });
    await db.credential.updateMany({ where: { userId: one.id }, data: { revokedAt: new Date() } });
    expect((await comeBack(late, signedOut.cookie)).page).toBe(`${METHODS}?error=other-session`);
    expect(await userOf(sub)).toBeNull();
  });

  it("that enters another account is refused without naming it", async () => {
    const { sub } = makePerson();
    await signInBy({ sub });
    const { cookie = "" } = await signIn((await makeUser()).email, PASSWORD);
    expect((await signInBy({ sub }, { add: "true" }, cookie)).page).toBe(`${METHODS}?error=taken`);
  });
});
