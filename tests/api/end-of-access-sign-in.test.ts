/** Sign-ins that are under way when access ends: whatever the user was verified by, they start no session and no challenge. */
import { describe, expect, it } from "vitest";
import type { Principal } from "@/server/auth/principal";
import { db } from "@/server/platform/db";
import { checkPassword } from "@/server/services/account";
import { enterByProvider } from "@/server/services/provider-entry";
import { passSecondStep, signInByPasskey } from "@/server/services/second-step";
import { startSession } from "@/server/services/session";
import { makePasskey } from "../setup/authenticator";
import { callerOf, makePrincipal, makeSignInMethod, ORIGIN_OF_CALLERS, PASSWORD } from "../setup/factories";
import { makeApp, makeChallenge, nextCode } from "../setup/factors";
import { anyAddress } from "../setup/http";
import { ENDING_NAMES, linkOf, prepareEnding, startInTurn } from "./ending-access";

const ORIGIN = { address: "192.0.2.44" };
const IDENTITY = {
  provider: "oidc",
  issuer: "https://id.test",
  isEmailVerified: true,
  name: "Jo",
  authenticatedAt: null,
  email: null,
} as const;

type SignIn = { verified: Parameters<typeof startSession>[0]; methodId?: string | null };

/** Sign-ins whose user was verified, but that have started no session yet. */
const SIGN_INS = {
  "by password": async ({ email }) => {
    const verified = await checkPassword({ email, password: PASSWORD }, anyAddress());
    if (!verified) throw new Error("The password is correct.");
    return { verified };
  },
  "by a provider": async (owner) => {
    const { subject } = await makeSignInMethod(owner);
    const { user } = await enterByProvider({ ...IDENTITY, subject }, anyAddress());
    return { verified: user as SignIn["verified"], methodId: (user as SignIn["verified"]).methodId };
  },
  "by a passkey": async (owner) => {
    const passkey = await makePasskey(owner);
    const asked = await callerOf(null).session.requestPasskey();
    const verified = await signInByPasskey(passkey.sign(asked), new URL(ORIGIN_OF_CALLERS));
    return { verified, methodId: verified.methodId };
  },
  "by the second step": async (owner) => {
    const { secret } = await makeApp(owner);
    return { verified: await passSecondStep(await makeChallenge(owner), await nextCode(secret)) };
  },
} satisfies Record<string, (owner: Principal) => Promise<SignIn>>;
type Way = keyof typeof SIGN_INS;
const signInOf = (way: Way, owner: Principal): Promise<SignIn> => SIGN_INS[way](owner);

/** An account whose ways in are older than those that “This was not me” removes. */
async function makeOld(owner: Principal, hasPassword: boolean) {
  const createdAt = new Date(Date.now() - 8 * 86_400_000);
  await db.factor.updateMany({ where: { userId: owner.userId }, data: { createdAt } });
  await db.signInMethod.updateMany({ where: { userId: owner.userId }, data: { createdAt } });
  if (!hasPassword) await db.user.update({ where: { id: owner.userId }, data: { passwordHash: null } });
}

const sessionsOf = (userId: string) => db.credential.count({ where: { userId, kind: "SESSION" } });

/** What ends one session only leaves the others, and new ones, alone. */
const OF_ACCOUNTS = ENDING_NAMES.filter((name) => name !== "revoking the session");

describe.each(Object.keys(SIGN_INS) as Way[])("a sign-in %s that is under way", (way) => {
  it.each(OF_ACCOUNTS)("%s: it starts no session, with and without a password", async (name) => {
    for (const hasPassword of [true, false]) {
      const owner = await makePrincipal();
      const { verified } = await signInOf(way, owner);
      const end = await prepareEnding(name, owner);
      await makeOld(owner, hasPassword);
      const before = await sessionsOf(owner.userId);
      const start = () => startSession(verified, ORIGIN);
      expect(await startInTurn(owner.userId, [end, start])).toEqual(["OK", "UNAUTHORIZED"]);
      expect(await sessionsOf(owner.userId)).toBe(before);
    }
  });
});

describe("a sign-in that is under way", () => {
  it("by a provider: when its method is removed, it starts no session", async () => {
    const owner = await makePrincipal();
    const { verified, methodId } = await signInOf("by a provider", owner);
    const end = () => callerOf(owner).signInMethod.remove({ id: methodId ?? "" });
    expect(await startInTurn(owner.userId, [end, () => startSession(verified, ORIGIN)])).toEqual([
      "OK",
      "UNAUTHORIZED",
    ]);
    expect(await sessionsOf(owner.userId)).toBe(1);
  });

  it("by a passkey: when it is removed, it starts no session", async () => {
    const owner = await makePrincipal();
    const { verified, methodId } = await signInOf("by a passkey", owner);
    const end = () => callerOf(owner).factor.remove({ id: methodId ?? "" });
    expect(await startInTurn(owner.userId, [end, () => startSession(verified, ORIGIN)])).toEqual([
      "OK",
      "UNAUTHORIZED",
    ]);
    expect(await sessionsOf(owner.userId)).toBe(1);
  });

  it("gets no challenge after access has ended", async () => {
    const owner = await makePrincipal();
    await makeApp(owner);
    const { verified } = await signInOf("by password", owner);
    await makeOld(owner, true);
    const secret = await linkOf("NOT_ME", owner);
    const end = () => callerOf(null).accountLink.use({ secret });
    expect(await startInTurn(owner.userId, [end, () => startSession(verified, ORIGIN)])).toEqual([
      "OK",
      "UNAUTHORIZED",
    ]);
    expect(await db.credential.count({ where: { userId: owner.userId, revokedAt: null } })).toBe(0);
  });

  it("needs the second step that is set up meanwhile", async () => {
    const owner = await makePrincipal();
    const { verified } = await signInOf("by password", owner);
    const { secret, setup } = await callerOf(owner).factor.startTotp({});
    const code = await nextCode(secret);
    const add = () => callerOf(owner).factor.confirmTotp({ setup, code });
    expect(await startInTurn(owner.userId, [add, () => startSession(verified, ORIGIN)])).toEqual([
      "OK",
      "UNAUTHORIZED",
    ]);
    expect(await sessionsOf(owner.userId)).toBe(1);
  });
});
