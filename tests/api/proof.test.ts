/** proof.*: dangerous acts want a proof from the last ten minutes. */
import { describe, expect, it } from "vitest";
import { identify } from "@/server/auth/identity";
import type { Principal } from "@/server/auth/principal";
import { db } from "@/server/platform/db";
import { findSession } from "@/server/services/caller";
import { logged } from "../setup/database";
import { callerOf, makeLogin, makePersonalToken, makePrincipal, makeSession, PASSWORD } from "../setup/factories";
import { makeApp, makeChallenge, nextCode } from "../setup/factors";
import { turnMailsOn } from "../setup/mail";

/** Moves the last proof of a session into the past. @returns the caller as it is identified then */
async function age(owner: Principal, minutes: number): Promise<Principal> {
  const verifiedAt = new Date(Date.now() - minutes * 60_000);
  await db.credential.update({ where: { id: owner.credentialId }, data: { verifiedAt } });
  return identified(owner);
}

async function identified({ credentialId }: Principal): Promise<Principal> {
  const principal = await findSession(credentialId);
  if (!principal) throw new Error("The session has ended.");
  return principal;
}

const change = (owner: Principal) => callerOf(owner).account.changePassword({ newPassword: "another long one" });

async function failCodes(session: Principal, times: number) {
  for (let time = 0; time < times; time++) {
    const give = callerOf(session).proof.give({ code: "000000" });
    await expect(give).rejects.toMatchObject({ reason: "WRONG_CODE" });
  }
}

async function failPasswords(session: Principal, times: number) {
  for (let time = 0; time < times; time++) {
    const give = callerOf(session).proof.give({ password: "wrong" });
    await expect(give).rejects.toMatchObject({ reason: "WRONG_PASSWORD" });
  }
}

describe("a fresh proof", () => {
  it("is a sign-in, for ten minutes", async () => {
    const owner = await makePrincipal();
    expect((await age(owner, 9)).hasFreshProof).toBe(true);
    const stale = await age(owner, 11);
    expect(stale.hasFreshProof).toBe(false);
    await expect(change(stale)).rejects.toMatchObject({ code: "FORBIDDEN", reason: "FRESH_PROOF_REQUIRED" });
  });

  it("is the password, for this session only", async () => {
    const owner = await makePrincipal();
    const other = await age(await makeSession(owner), 11);
    const stale = await age(owner, 11);
    await callerOf(stale).proof.give({ password: PASSWORD });
    expect((await identified(stale)).hasFreshProof).toBe(true);
    expect((await identified(other)).hasFreshProof).toBe(false);
    await change(await identified(stale));
  });

  it("is the code of an app or a recovery code, each once", async () => {
    const owner = await makePrincipal();
    const { secret, recoveryCodes } = await makeApp(owner);
    for (const code of [await nextCode(secret), recoveryCodes[0] ?? ""]) {
      const stale = await age(owner, 11);
      await callerOf(stale).proof.give({ code });
      expect((await identified(stale)).hasFreshProof).toBe(true);
      await age(owner, 11);
      await expect(callerOf(stale).proof.give({ code })).rejects.toMatchObject({
        code: "BAD_REQUEST",
        reason: "WRONG_CODE",
        issues: [{ path: "code" }],
      });
      expect((await identified(stale)).hasFreshProof).toBe(false);
    }
  });

  it("is not a wrong password: nothing changes, and the tries are limited", async () => {
    const stale = await age(await makePrincipal(), 11);
    await failPasswords(stale, 10);
    const right = callerOf(stale).proof.give({ password: PASSWORD });
    await expect(right).rejects.toMatchObject({ reason: "RATE_LIMITED" });
    expect((await identified(stale)).hasFreshProof).toBe(false);
    expect(logged.join()).not.toContain(PASSWORD);
  });

  it("ten wrong codes lock the proofs of the session, and its owner gets a mail", async () => {
    turnMailsOn();
    const owner = await makePrincipal();
    const { secret } = await makeApp(owner);
    await failCodes(owner, 10);
    for (const proof of [{ code: await nextCode(secret) }, { password: PASSWORD }]) {
      await expect(callerOf(owner).proof.give(proof)).rejects.toMatchObject({ reason: "RATE_LIMITED" });
    }
    expect(await db.mail.count({ where: { userId: owner.userId, template: "proof-locked" } })).toBe(1);
    expect(logged.filter((line) => line.includes("proof.locked"))).toHaveLength(1);
  });

  it("wrong ones of a stolen session lock neither the owner's session nor the second step", async () => {
    const owner = await makePrincipal();
    const { secret } = await makeApp(owner);
    const stolen = await makeSession(owner);
    await failCodes(stolen, 10);
    await failPasswords(await makeSession(owner), 10);
    await callerOf(owner).proof.give({ password: PASSWORD });
    const challenge = await makeChallenge(owner);
    expect(await callerOf(null).session.completeLogin({ challenge, code: await nextCode(secret) })).toBeTruthy();
  });

  it("thirty wrong ones in a day lock the session's, a hundred those of the account", async () => {
    const owner = await makePrincipal();
    await makeApp(owner);
    const fail = async (session: Principal, times: number) => {
      await failCodes(session, times);
      await db.$executeRaw`DELETE FROM rate_limits WHERE key LIKE 'proof:%' OR key LIKE 'write:%'`;
    };
    const stolen = [owner, await makeSession(owner), await makeSession(owner), await makeSession(owner)];
    for (const session of stolen.slice(0, 3)) for (const times of [9, 9, 9, 3]) await fail(session, times);
    const refused = callerOf(owner).proof.give({ code: "000000" });
    await expect(refused).rejects.toMatchObject({ reason: "RATE_LIMITED", limit: { name: "proof-day" } });
    await fail(stolen[3] as Principal, 9);
    await fail(stolen[3] as Principal, 1);
    const last = callerOf(stolen[3] as Principal).proof.give({ password: PASSWORD });
    await expect(last).rejects.toMatchObject({ reason: "RATE_LIMITED", limit: { name: "proof-account" } });
  });

  it("is given by a login over the API, too, and never by a personal token", async () => {
    const owner = await makePrincipal();
    const callerFor = async (token: string) =>
      (await identify(new Headers({ authorization: `Bearer ${token}` }), "192.0.2.1", [])).principal;
    const { accessToken } = await makeLogin(owner);
    const login = await callerFor(accessToken);
    expect(login?.hasFreshProof).toBe(true);
    await age(login as Principal, 11).catch(() => {}); // it is no session
    await callerOf(login).proof.give({ password: PASSWORD });
    expect((await callerFor(accessToken))?.hasFreshProof).toBe(true);

    const personal = await callerFor(await makePersonalToken(owner, "account:read"));
    expect(personal).toMatchObject({ userId: owner.userId, hasFreshProof: false });
    await expect(callerOf(personal).proof.give({ password: PASSWORD })).rejects.toMatchObject({
      reason: "INSUFFICIENT_SCOPE",
    });
  });

  it("does not revive a session that has just ended", async () => {
    const owner = await makePrincipal();
    await callerOf(owner).session.logout({});
    await expect(callerOf(owner).proof.give({ password: PASSWORD })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });
});

describe("proof.methods", () => {
  it("lists what the account has", async () => {
    const owner = await makePrincipal();
    expect(await callerOf(owner).proof.methods()).toEqual({ methods: ["PASSWORD"], providers: [] });
    await makeApp(owner);
    await db.user.update({ where: { id: owner.userId }, data: { passwordHash: null } });
    expect(await callerOf(owner).proof.methods()).toEqual({ methods: ["TOTP", "RECOVERY_CODE"], providers: [] });
  });
});
