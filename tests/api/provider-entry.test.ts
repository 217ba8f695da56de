/** Signing in by a provider: which account an identity enters. tests/http/sign-in-provider.test.ts has the protocol. */
import { describe, expect, it, onTestFinished } from "vitest";
import { MAX_SIGN_IN_METHODS, type ProviderId, type ProviderIdentity } from "@/domain/sign-in-method";
import { env } from "@/env";
import type { Principal } from "@/server/auth/principal";
import { db } from "@/server/platform/db";
import { addSignInMethod, enterByProvider, proveByProvider } from "@/server/services/provider-entry";
import { logged } from "../setup/database";
import { callerOf, makePrincipal, makeSignInMethod, makeUser } from "../setup/factories";
import { anyAddress } from "../setup/http";

function makeIdentity(data: Partial<ProviderIdentity> = {}): ProviderIdentity {
  const subject = crypto.randomUUID();
  const email = `${subject}@example.test`;
  const claims = { email, isEmailVerified: true, name: "Jo", authenticatedAt: null };
  return { provider: "oidc", issuer: "https://id.test", subject, ...claims, ...data };
}

const enter = (identity: ProviderIdentity) => enterByProvider(identity, anyAddress());
const methodsOf = (userId: string) => db.signInMethod.findMany({ where: { userId } });

describe("an identity that is not known", () => {
  it("enters the account with its address if both sides have verified it", async () => {
    const user = await makeUser();
    expect(await enter(makeIdentity({ email: user.email }))).toMatchObject({ user: { id: user.id } });
    expect(await methodsOf(user.id)).toMatchObject([{ email: user.email, provider: "oidc" }]);
    expect(logged.join()).toContain("sign-in-method.added");
  });

  it("with an address that its account has not verified enters nothing", async () => {
    const user = await makeUser({ emailVerifiedAt: null });
    expect((await enter(makeIdentity({ email: user.email }))).problem).toBe("known-address");
    expect(await methodsOf(user.id)).toEqual([]);
  });

  it("with an address that the provider has not verified enters nothing", async () => {
    const user = await makeUser();
    expect((await enter(makeIdentity({ email: user.email, isEmailVerified: false }))).problem).toBe("unverified");
    expect(await methodsOf(user.id)).toEqual([]);
  });

  it("with an address to which another account may still return makes no account", async () => {
    const identity = makeIdentity();
    const { id: userId } = await makeUser();
    const until = new Date(Date.now() + 60_000);
    const former = await db.formerEmail.create({ data: { userId, email: identity.email ?? "", until } });
    expect((await enter(identity)).problem).toBe("known-address");
    await db.formerEmail.update({ where: { id: former.id }, data: { until: new Date() } });
    expect((await enter(identity)).user?.id).not.toBe(userId);
  });

  it("is limited as signing up is: new accounts by network address", async () => {
    Object.assign(env(), { SIGN_UPS_PER_HOUR: 2 });
    const address = anyAddress();
    for (let count = 0; count < 2; count++) await enterByProvider(makeIdentity(), address);
    await expect(enterByProvider(makeIdentity(), address)).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
    Object.assign(env(), { SIGN_UPS_PER_HOUR: 10 });
  });

  it("20 parallel times makes one account, which all of them enter", async () => {
    Object.assign(env(), { SIGN_UPS_PER_HOUR: 1000 });
    const identity = makeIdentity();
    const entries = await Promise.all(Array.from({ length: 20 }, () => enter(identity)));
    Object.assign(env(), { SIGN_UPS_PER_HOUR: 10 });
    expect(new Set(entries.map(({ user }) => user?.id)).size).toBe(1);
    expect(await db.user.count({ where: { email: identity.email ?? "" } })).toBe(1);
    const events = await db.securityEvent.findMany({ where: { userId: entries[0]?.user?.id } });
    expect(events.map(({ kind }) => kind).sort()).toEqual(["account.created", "sign-in-method.added"]);
  });

  it("two with one new address at once make one account, which has both", async () => {
    const one = makeIdentity();
    const two = makeIdentity({ email: one.email, issuer: "https://other.test" });
    const [first, second] = await Promise.all([enter(one), enter(two)]);
    expect(first.user?.id).toBe(second.user?.id);
    expect(await methodsOf(first.user?.id ?? "")).toHaveLength(2);
  });
});

describe("an identity that is known", () => {
  it("keeps its account when its address becomes that of another one", async () => {
    const identity = makeIdentity();
    const { user } = await enter(identity);
    const other = await makeUser();
    const moved = { ...identity, email: other.email };
    expect((await enter(moved)).user?.id).toBe(user?.id);
    expect(await db.user.findUnique({ where: { id: user?.id } })).toMatchObject({ email: identity.email });
    expect(await methodsOf(user?.id ?? "")).toMatchObject([{ email: other.email }]);
    expect(await methodsOf(other.id)).toEqual([]);
  });

  it("has its last use noted", async () => {
    const identity = makeIdentity();
    const { user } = await enter(identity);
    await db.signInMethod.updateMany({ where: { userId: user?.id }, data: { lastUsedAt: new Date(0) } });
    const start = Date.now();
    await enter(identity);
    const [method] = await methodsOf(user?.id ?? "");
    expect(method?.lastUsedAt?.getTime()).toBeGreaterThanOrEqual(start);
  });

  it("is another one at another issuer, though its subject is the same", async () => {
    const identity = makeIdentity();
    const { user } = await enter(identity);
    const other = makeIdentity({ subject: identity.subject, issuer: "https://other.test" });
    expect((await enter(other)).user?.id).not.toBe(user?.id);
  });

  it("of a disabled account is refused, and its last use stays", async () => {
    const identity = makeIdentity();
    const { user } = await enter(identity);
    const [before] = await methodsOf(user?.id ?? "");
    await db.user.update({ where: { id: user?.id }, data: { disabledAt: new Date() } });
    expect((await enter(identity)).problem).toBe("refused");
    expect(await methodsOf(user?.id ?? "")).toEqual([before]);
  });
});

describe("a proof", () => {
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  const proofOf = async ({ credentialId: id }: Principal) =>
    (await db.credential.findUniqueOrThrow({ where: { id } })).verifiedAt;

  /** A caller whose last proof was long ago, and who has signed in at a provider at a time. */
  async function makeCaller(provider: ProviderId, authenticatedAt: Date | null) {
    Object.assign(env(), { AUTH_GITHUB_ID: "id", AUTH_OIDC_ISSUER: "https://id.test" });
    onTestFinished(() => void Object.assign(env(), { AUTH_GITHUB_ID: undefined, AUTH_OIDC_ISSUER: undefined }));
    const caller = await makePrincipal();
    const identity = makeIdentity({ provider, authenticatedAt });
    await addSignInMethod(caller, identity);
    await db.credential.update({ where: { id: caller.credentialId }, data: { verifiedAt: new Date(0) } });
    const removePassword = () => db.user.update({ where: { id: caller.userId }, data: { passwordHash: null } });
    return { caller, identity, removePassword };
  }

  it("is a sign-in at the provider within ten minutes, and as old as that", async () => {
    const at = minutesAgo(9);
    const { caller, identity } = await makeCaller("oidc", at);
    expect(await proveByProvider(caller, identity)).toBeUndefined();
    expect(await proofOf(caller)).toEqual(at);
  });

  it.each([
    ["an older one", minutesAgo(10)],
    ["one without a time", null],
  ])("is not %s, though the account has nothing else", async (_title, at) => {
    const { caller, identity, removePassword } = await makeCaller("oidc", at);
    await removePassword();
    expect(await proveByProvider(caller, identity)).toBe("not-recent");
    expect(await proofOf(caller)).toEqual(new Date(0));
  });

  it("is one of another account, or of none, for nobody", async () => {
    const { caller } = await makeCaller("oidc", new Date());
    const other = await makeCaller("oidc", new Date());
    for (const identity of [other.identity, makeIdentity({ authenticatedAt: new Date() })]) {
      expect(await proveByProvider(caller, identity)).toBe("not-yours");
    }
    expect(await proofOf(caller)).toEqual(new Date(0));
  });

  it("by GitHub, which says no time, is the last resort of an account that has nothing else", async () => {
    const { caller, identity, removePassword } = await makeCaller("github", null);
    const methods = () => callerOf(caller).proof.methods();
    expect(await methods()).toEqual({ methods: ["PASSWORD"], providers: [] });
    expect(await proveByProvider(caller, identity)).toBe("not-recent");
    await removePassword();
    expect(await methods()).toEqual({ methods: [], providers: [{ id: "github", name: "GitHub" }] });
    expect(await proveByProvider(caller, identity)).toBeUndefined();
    expect((await proofOf(caller)).getTime()).toBeGreaterThan(0);
    await addSignInMethod(caller, makeIdentity());
    expect((await methods()).providers).toMatchObject([{ id: "oidc" }]);
    expect(await proveByProvider(caller, identity)).toBe("not-recent");
  });
});

describe("adding a method", () => {
  it("needs no address, and changes neither that of the account nor its verification", async () => {
    const user = await makePrincipal({ emailVerifiedAt: null });
    expect(await addSignInMethod(user, makeIdentity({ email: null, isEmailVerified: false }))).toBeUndefined();
    expect(await methodsOf(user.userId)).toMatchObject([{ email: null }]);
    expect(await db.user.findUnique({ where: { id: user.userId } })).toMatchObject({
      email: user.email,
      emailVerifiedAt: null,
    });
  });

  it("that the account has already changes nothing", async () => {
    const user = await makePrincipal();
    const identity = makeIdentity();
    for (let time = 0; time < 2; time++) expect(await addSignInMethod(user, identity)).toBeUndefined();
    expect(await methodsOf(user.userId)).toHaveLength(1);
  });

  it("by two accounts at once: one gets it", async () => {
    const users = [await makePrincipal(), await makePrincipal()];
    const identity = makeIdentity();
    const problems = await Promise.all(users.map((user) => addSignInMethod(user, identity)));
    expect(problems.map(String).sort()).toEqual(["taken", "undefined"]);
  });

  it("is refused for an account that was just deleted, and beyond the maximum", async () => {
    const gone = await makePrincipal();
    await db.user.update({ where: { id: gone.userId }, data: { disabledAt: new Date() } });
    await expect(addSignInMethod(gone, makeIdentity())).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    const full = await makePrincipal();
    for (let count = 1; count < MAX_SIGN_IN_METHODS; count++) await makeSignInMethod(full);
    const problems = await Promise.all([1, 2, 3].map(() => addSignInMethod(full, makeIdentity())));
    expect(problems.map(String).sort()).toEqual(["too-many", "too-many", "undefined"]);
  });
});
