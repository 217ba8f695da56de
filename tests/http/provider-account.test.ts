/** Signing in by a provider: the account and the session. tests/api/provider-entry.test.ts has the rules of linking. */
import { describe, expect, it } from "vitest";
import { db } from "@/server/platform/db";
import { makeUser, PASSWORD } from "../setup/factories";
import { clientOf, csrfOf, errorOf, post, signIn } from "../setup/http";
import { visitProvider } from "../setup/oidc-provider";
import { begin, comeBack, isSignedIn, me } from "./provider-browser";
import { METHODS, makePerson, provider, signInBy, userOf } from "./provider-people";

describe("a person who is new", () => {
  it("gets an account with a verified address, without a password, and a session", async () => {
    const { sub, email } = makePerson();
    const { status, page, cookie } = await signInBy({ sub }, { target: "/account/tokens?from=docs" });
    expect([status, page]).toEqual([302, `/sign-in?callbackUrl=${encodeURIComponent("/account/tokens?from=docs")}`]);
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
    const { page, cookie } = await signInBy({ sub }, { target: "/account" });
    expect([page, await isSignedIn(cookie)]).toEqual(["/sign-in?callbackUrl=%2Faccount", false]);
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
