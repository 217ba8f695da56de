/** A user's sign-in methods: the list, removal, export and erasure; and what people without a password can do. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DELETION_WORDS } from "@/domain/account";
import { SignInMethodExport } from "@/domain/personal-data.schema";
import { env } from "@/env";
import type { Principal } from "@/server/auth/principal";
import { db } from "@/server/platform/db";
import { findSession } from "@/server/services/caller";
import { addSignInMethod, enterByProvider } from "@/server/services/provider-entry";
import { startSession } from "@/server/services/session";
import { logged } from "../setup/database";
import { callerOf, makePrincipal, makeSignInMethod, PASSWORD } from "../setup/factories";
import { anyAddress } from "../setup/http";
import { turnMailsOn } from "../setup/mail";
import { readSection } from "../setup/pages";

type VerifiedUser = Parameters<typeof startSession>[0];
const methodsOf = ({ userId }: { userId: string }) => db.signInMethod.findMany({ where: { userId } });

const withoutPassword = async () => {
  const user = await makePrincipal();
  await db.user.update({ where: { id: user.userId }, data: { passwordHash: null } });
  return user;
};
const remove = (user: Principal, { id }: { id: string }) => callerOf(user).signInMethod.remove({ id });

beforeEach(() => {
  Object.assign(env(), { AUTH_OIDC_ISSUER: "https://id.test", AUTH_OIDC_NAME: "Example" });
});
afterEach(() => {
  Object.assign(env(), { AUTH_OIDC_ISSUER: undefined, AUTH_OIDC_NAME: undefined });
});

describe("signInMethod.list", () => {
  it("has the user's methods and whether there is a password, and nothing of others", async () => {
    const user = await makePrincipal();
    const method = await makeSignInMethod(user, { email: "jo@example.test" });
    await makeSignInMethod(await makePrincipal());
    const { id, createdAt, lastUsedAt } = method;
    const provider = { id: "oidc", name: "Example" };
    expect(await callerOf(user).signInMethod.list()).toEqual({
      hasPassword: true,
      items: [{ id, provider, email: "jo@example.test", createdAt, lastUsedAt }],
      available: [provider],
    });
    expect((await callerOf(await withoutPassword()).signInMethod.list()).hasPassword).toBe(false);
  });

  it("the pages for visitors offer the providers whose settings are there", async () => {
    const names = async () => (await callerOf(null).account.signInOptions()).providers.map(({ name }) => name);
    expect(await names()).toEqual(["Example"]);
    Object.assign(env(), { AUTH_OIDC_NAME: undefined, AUTH_GITHUB_ID: "id" });
    expect(await names()).toEqual(["GitHub", "id.test"]);
    Object.assign(env(), { AUTH_GITHUB_ID: undefined, AUTH_OIDC_ISSUER: undefined });
    expect(await names()).toEqual([]);
  });
});

describe("signInMethod.remove", () => {
  it("ends the sessions that it began, the caller's included; others stay, and it says which", async () => {
    const owner = await makePrincipal();
    const [method, other] = [await makeSignInMethod(owner), await makeSignInMethod(owner)];
    const enter = async ({ issuer, subject }: typeof method) => {
      const identity = {
        provider: "oidc",
        issuer,
        subject,
        email: null,
        isEmailVerified: false,
        name: "Jo",
        authenticatedAt: null,
      } as const;
      const { user } = await enterByProvider(identity, anyAddress());
      return { ...owner, credentialId: await startSession(user as VerifiedUser, { address: anyAddress() }) };
    };
    const [here, there, elsewhere] = [await enter(method), await enter(method), await enter(other)];
    expect(await remove(here, method)).toEqual({ signedOut: true });
    const sessions = await Promise.all([here, there, elsewhere, owner].map((it) => findSession(it.credentialId)));
    expect(sessions.map(Boolean)).toEqual([false, false, true, true]);
    expect(await remove(owner, other)).toEqual({ signedOut: false });
    expect(await findSession(elsewhere.credentialId)).toBeNull();
  });

  it("removes a method, also the last one beside a password, and is logged", async () => {
    const user = await makePrincipal();
    await remove(user, await makeSignInMethod(user));
    expect(await methodsOf(user)).toEqual([]);
    expect(logged.join()).toContain("sign-in-method.removed");
  });

  it("refuses the last method of an account without a password", async () => {
    const user = await withoutPassword();
    const method = await makeSignInMethod(user);
    await expect(remove(user, method)).rejects.toMatchObject({ code: "CONFLICT", reason: "LAST_SIGN_IN_METHOD" });
    const old = await makeSignInMethod(user, { provider: "github" }); // without settings, it is no way in
    await expect(remove(user, method)).rejects.toMatchObject({ reason: "LAST_SIGN_IN_METHOD" });
    await remove(user, old);
    expect(await methodsOf(user)).toMatchObject([{ id: method.id }]);
  });

  it("20 parallel removals of all methods leave one", async () => {
    const user = await withoutPassword();
    const methods = await Promise.all(Array.from({ length: 20 }, () => makeSignInMethod(user)));
    const answers = await Promise.allSettled(methods.map((method) => remove(user, method)));
    const refused = answers.flatMap((it) => (it.status === "rejected" ? [it.reason.reason] : []));
    expect(refused).toEqual(["LAST_SIGN_IN_METHOD"]);
    expect(await methodsOf(user)).toHaveLength(1);
  });

  it("twice at once: the second is NOT_FOUND", async () => {
    const user = await makePrincipal();
    const method = await makeSignInMethod(user);
    const answers = await Promise.allSettled([remove(user, method), remove(user, method)]);
    expect(answers.flatMap((it) => (it.status === "rejected" ? [it.reason.code] : []))).toEqual(["NOT_FOUND"]);
  });
});

it("the owner gets a mail when a method is added or removed", async () => {
  turnMailsOn();
  const user = await makePrincipal();
  const claims = { issuer: "https://id.test", subject: crypto.randomUUID(), email: null, isEmailVerified: false };
  await addSignInMethod(user, { ...claims, provider: "oidc", name: "Jo", authenticatedAt: null });
  const [method] = await methodsOf(user);
  await remove(user, { id: method?.id ?? "" });
  const mails = await db.mail.findMany({ where: { address: user.email }, orderBy: { createdAt: "asc" } });
  expect(mails.map(({ template, data }) => [template, data])).toEqual([
    ["access-changed", { what: "signing in by Example was added" }],
    ["access-changed", { what: "signing in by Example was removed" }],
  ]);
});

describe("people without a password", () => {
  const stale = (user: Principal): Principal => ({ ...user, hasFreshProof: false });

  it("set one after a fresh proof, and sign in by it", async () => {
    const user = await withoutPassword();
    const input = { newPassword: PASSWORD };
    await expect(callerOf(stale(user)).account.changePassword(input)).rejects.toMatchObject({
      reason: "FRESH_PROOF_REQUIRED",
    });
    await callerOf(user).account.changePassword(input);
    const login = callerOf(null).session.login({ email: user.email, password: PASSWORD });
    expect(await login).toHaveProperty("accessToken");
  });

  it("delete their account after a fresh proof", async () => {
    const user = await withoutPassword();
    await makeSignInMethod(user);
    const input = { confirm: DELETION_WORDS };
    await expect(callerOf(stale(user)).account.delete(input)).rejects.toMatchObject({ reason: "FRESH_PROOF_REQUIRED" });
    await callerOf(user).account.delete(input);
    expect(await db.user.findUnique({ where: { id: user.userId } })).toMatchObject({ deletedAt: expect.any(Date) });
  });

  it("download their data", async () => {
    const user = await withoutPassword();
    expect((await callerOf(user).account.export()).sections).toContain("signInMethods");
  });

  it("have another way in by a passkey, and the passkey's removal has one by a method", async () => {
    const user = await withoutPassword();
    const method = await makeSignInMethod(user);
    const passkey = { kind: "PASSKEY", name: "Key", userId: user.userId } as const;
    const { id } = await db.factor.create({ data: { ...passkey, credentialId: crypto.randomUUID() } });
    await callerOf(user).factor.remove({ id });
    await expect(remove(user, method)).rejects.toMatchObject({ reason: "LAST_SIGN_IN_METHOD" });
    await db.factor.create({ data: { ...passkey, credentialId: crypto.randomUUID() } });
    await remove(user, method);
    expect(await methodsOf(user)).toEqual([]);
  });
});

describe("personal data", () => {
  it("the export has the user's methods, and none of others", async () => {
    const [user, other] = [await makePrincipal(), await makePrincipal()];
    await makeSignInMethod(user, { subject: "first" });
    await makeSignInMethod(user, { subject: "second", email: "jo@example.test" });
    await makeSignInMethod(other);
    const rows = (await readSection(user, "signInMethods")).map((it) => SignInMethodExport.strict().parse(it));
    expect(rows.map(({ subject, email }) => [subject, email])).toEqual([
      ["second", "jo@example.test"],
      ["first", null],
    ]);
  });

  it("the deletion of the account frees the methods for another account", async () => {
    const [user, other] = [await makePrincipal(), await makePrincipal()];
    const { issuer, subject } = await makeSignInMethod(user);
    await expect(makeSignInMethod(other, { issuer, subject })).rejects.toThrow();
    await callerOf(user).account.delete({ confirm: DELETION_WORDS });
    expect(await methodsOf(user)).toEqual([]);
    await makeSignInMethod(other, { issuer, subject });
  });
});
