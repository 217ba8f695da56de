/** Signing in by a provider: the protocol, against a real one. tests/http/provider-account.test.ts has what it leads to. */
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { env } from "@/env";
import { PROVIDER_LIMITS } from "@/server/auth/provider-options";
import { logged } from "../setup/database";
import { startOidcProvider, visitProvider } from "../setup/oidc-provider";
import { begin, comeBack, isSignedIn } from "./provider-browser";
import { CALLBACK, makePerson, provider, signInBy, userOf } from "./provider-people";

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
    const { page } = await signInBy({ error: "access_denied" }, { target: "/account" });
    expect(page).toBe("/sign-in?callbackUrl=%2Faccount&error=denied");
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
