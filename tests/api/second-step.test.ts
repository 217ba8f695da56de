/** The second step of a sign-in: codes count once, wrong ones lock it, and a challenge is good for one sign-in. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { signAccessToken } from "@/server/auth/access-token";
import { identify } from "@/server/auth/identity";
import type { Principal } from "@/server/auth/principal";
import { db } from "@/server/platform/db";
import { findCaller } from "@/server/services/caller";
import { startSession } from "@/server/services/session";
import { logged } from "../setup/database";
import { callerOf, makePrincipal, makeUser, PASSWORD } from "../setup/factories";
import { codeOf, makeApp, makeChallenge, nextCode } from "../setup/factors";
import { turnMailsOn } from "../setup/mail";

const complete = (challenge: string, code: string) => callerOf(null).session.completeLogin({ challenge, code });
const login = ({ email }: { email: string }) => callerOf(null).session.login({ email, password: PASSWORD });

async function makeOwner() {
  const owner = await makePrincipal();
  return { owner, ...(await makeApp(owner)) };
}

/** Moves dates only: the timers of the database client keep running. */
const setClock = (ms: number) => vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + ms });
afterEach(() => {
  vi.useRealTimers();
});

describe("session.login of an account with an app", () => {
  it("answers a challenge and the methods instead of tokens", async () => {
    const { owner } = await makeOwner();
    await expect(login(owner)).rejects.toMatchObject({
      code: "UNAUTHORIZED",
      reason: "SECOND_FACTOR_REQUIRED",
      proof: { methods: ["TOTP", "RECOVERY_CODE"], challenge: expect.stringMatching(/^rtc_/) },
    });
    expect(await db.credential.count({ where: { userId: owner.userId, kind: "LOGIN" } })).toBe(0);
  });

  it("says nothing of it for a wrong password", async () => {
    const { owner } = await makeOwner();
    const wrong = callerOf(null).session.login({ email: owner.email, password: "wrong" });
    await expect(wrong).rejects.toMatchObject({ reason: "WRONG_CREDENTIALS", proof: undefined });
    expect(await db.credential.count({ where: { userId: owner.userId, kind: "CHALLENGE" } })).toBe(0);
  });

  it("no way to start a session passes it: the statement that creates one requires it", async () => {
    const { owner } = await makeOwner();
    const user = await db.user.findUniqueOrThrow({ where: { id: owner.userId } });
    await expect(startSession(user, { address: "192.0.2.1" })).rejects.toMatchObject({
      reason: "SECOND_FACTOR_REQUIRED",
    });
  });

  it("an account without a factor gets its tokens at once", async () => {
    expect(await login(await makeUser())).toMatchObject({ tokenType: "Bearer" });
  });
});

describe("the code of an app", () => {
  /** 15 seconds after a step has begun. */
  const setMiddleOfStep = () =>
    vi.useFakeTimers({ toFake: ["Date"], now: Math.floor(Date.now() / 30_000) * 30_000 + 15_000 });

  it.each([-1, 0, 1])("is accepted with a clock that is %i step off", async (steps) => {
    const { owner, secret } = await makeOwner();
    setMiddleOfStep();
    const code = await codeOf(secret, steps);
    expect(await complete(await makeChallenge(owner), code)).toMatchObject({ tokenType: "Bearer" });
  });

  it.each([-2, 2])("is refused with a clock that is %i steps off", async (steps) => {
    const { owner, secret } = await makeOwner();
    setMiddleOfStep();
    await expect(complete(await makeChallenge(owner), await codeOf(secret, steps))).rejects.toMatchObject({
      code: "UNAUTHORIZED",
      reason: "WRONG_CODE",
      issues: [{ path: "code" }],
    });
  });

  it("may be typed with spaces", async () => {
    const { owner, secret } = await makeOwner();
    const code = (await nextCode(secret)).replace(/(...)/, "$1 ");
    expect(await complete(await makeChallenge(owner), code)).toBeTruthy();
  });

  it("counts once, and an earlier one no longer counts", async () => {
    const { owner, secret } = await makeOwner();
    const [earlier, code] = [await codeOf(secret, 0), await nextCode(secret)];
    await complete(await makeChallenge(owner), code);
    for (const used of [code, earlier]) {
      await expect(complete(await makeChallenge(owner), used)).rejects.toMatchObject({ reason: "WRONG_CODE" });
    }
  });

  it("that confirmed the app counts as used", async () => {
    const owner = await makePrincipal();
    const { secret, setup } = await callerOf(owner).factor.startTotp({});
    const code = await codeOf(secret);
    await callerOf(owner).factor.confirmTotp({ setup, code });
    await expect(complete(await makeChallenge(owner), code)).rejects.toMatchObject({ reason: "WRONG_CODE" });
  });

  it("20 parallel sign-ins with the same one: one gets a session", async () => {
    const { owner, secret } = await makeOwner();
    const code = await nextCode(secret);
    const challenges: string[] = [];
    while (challenges.length < 20) challenges.push(await makeChallenge(owner));
    const answers = await Promise.allSettled(challenges.map((challenge) => complete(challenge, code)));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await db.credential.count({ where: { userId: owner.userId, kind: "LOGIN" } })).toBe(1);
  });

  it("of another account is refused", async () => {
    const [{ owner }, other] = [await makeOwner(), await makeOwner()];
    const code = await nextCode(other.secret);
    await expect(complete(await makeChallenge(owner), code)).rejects.toMatchObject({ reason: "WRONG_CODE" });
  });
});

describe("a challenge", () => {
  it("is good for one sign-in", async () => {
    const { owner, secret, recoveryCodes } = await makeOwner();
    const challenge = await makeChallenge(owner);
    await complete(challenge, await nextCode(secret));
    await expect(complete(challenge, recoveryCodes[0] ?? "")).rejects.toMatchObject({ reason: "SECOND_STEP_EXPIRED" });
    expect((await callerOf(owner).factor.list()).recoveryCodesLeft).toBe(10);
  });

  it("two parallel codes for one challenge: one session, and the other code is not used up", async () => {
    const { owner, recoveryCodes } = await makeOwner();
    const challenge = await makeChallenge(owner);
    const answers = await Promise.allSettled(recoveryCodes.slice(0, 2).map((code) => complete(challenge, code)));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await callerOf(owner).factor.list()).recoveryCodesLeft).toBe(9);
  });

  it("ends after ten minutes", async () => {
    const { owner, secret } = await makeOwner();
    const challenge = await makeChallenge(owner);
    const where = { userId: owner.userId, kind: "CHALLENGE" } as const;
    const { createdAt, expiresAt } = await db.credential.findFirstOrThrow({ where });
    expect(expiresAt.getTime() - createdAt.getTime()).toBeCloseTo(600_000, -5);
    await db.credential.updateMany({
      where: { userId: owner.userId, kind: "CHALLENGE" },
      data: { expiresAt: new Date(Date.now() - 1) },
    });
    await expect(complete(challenge, await nextCode(secret))).rejects.toMatchObject({ reason: "SECOND_STEP_EXPIRED" });
    await makeChallenge(owner);
    expect(await db.credential.count({ where: { userId: owner.userId, kind: "CHALLENGE" } })).toBe(1); // ended ones go
  });

  it("ends with the password, and with the account", async () => {
    const { owner, secret } = await makeOwner();
    const [first, second] = [await makeChallenge(owner), await makeChallenge(owner)];
    await db.user.update({ where: { id: owner.userId }, data: { disabledAt: new Date() } });
    await expect(complete(first, await nextCode(secret))).rejects.toMatchObject({ reason: "SECOND_STEP_EXPIRED" });
    await db.user.update({ where: { id: owner.userId }, data: { disabledAt: null } });
    await callerOf(owner).account.changePassword({ newPassword: "another long one" });
    await expect(complete(second, await nextCode(secret))).rejects.toMatchObject({ reason: "SECOND_STEP_EXPIRED" });
  });

  it.each(["", "rtc_", "x".repeat(200), "rtc_invented"])("that was invented is refused: %j", async (challenge) => {
    const { secret } = await makeOwner();
    const call = callerOf(null).session.completeLogin({ challenge, code: await nextCode(secret) });
    await expect(call).rejects.toMatchObject({ code: challenge ? "UNAUTHORIZED" : "BAD_REQUEST" });
  });

  it("identifies no caller, as a cookie, as an access token or as a personal token", async () => {
    const { owner } = await makeOwner();
    const secret = await makeChallenge(owner);
    const { id } = await db.credential.findFirstOrThrow({ where: { userId: owner.userId, kind: "CHALLENGE" } });
    const callerFor = async (token: string) =>
      (await identify(new Headers({ authorization: `Bearer ${token}` }), "192.0.2.1", [])).principal;
    expect(await callerFor(secret)).toBeNull();
    expect(await callerFor(await signAccessToken(id, owner.userId))).toBeNull();
    expect((await findCaller({ kind: "SESSION", id }, [], "")).principal).toBeNull();
    expect((await callerOf(owner).session.list()).items.map((it) => it.kind)).toEqual(["SESSION"]);
  });
});

describe("ten wrong codes", () => {
  beforeEach(() => turnMailsOn());
  const fail = async (owner: Principal, times: number) => {
    const challenge = await makeChallenge(owner);
    for (let time = 0; time < times; time++) {
      await expect(complete(challenge, "000000")).rejects.toMatchObject({ reason: "WRONG_CODE" });
    }
    return challenge;
  };

  it("lock the second step for 15 minutes, also for a right code, with one mail to the owner", async () => {
    const { owner, secret } = await makeOwner();
    await fail(owner, 9);
    await db.$executeRaw`
      UPDATE rate_limits SET expire = 1000 * (extract(epoch FROM now()) + 60) WHERE key LIKE 'second-step:%'`;
    const challenge = await fail(owner, 1); // a minute before the count would have begun again
    for (const code of ["000000", await nextCode(secret)]) {
      await expect(complete(challenge, code)).rejects.toMatchObject({ reason: "RATE_LIMITED" });
    }
    const [counter] = await db.$queryRaw<[{ seconds: number }]>`
      SELECT (expire / 1000 - extract(epoch FROM now()))::int AS seconds FROM rate_limits WHERE key LIKE 'second-step:%'
      ORDER BY expire DESC LIMIT 1`;
    expect(counter.seconds).toBeGreaterThan(800);
    const mails = await db.mail.findMany({ where: { userId: owner.userId, template: "second-step-locked" } });
    expect(mails).toMatchObject([{ template: "second-step-locked", address: owner.email }]);
    expect(logged.filter((line) => line.includes("second-step.locked"))).toHaveLength(1);
  });

  it("30 parallel ones: ten are tried, the owner is told once, and the lock holds", async () => {
    const { owner, secret } = await makeOwner();
    const challenge = await makeChallenge(owner);
    const answers = await Promise.allSettled(Array.from({ length: 30 }, () => complete(challenge, "000000")));
    const reasons = answers.map((it) => it.status === "rejected" && (it.reason as { reason: string }).reason);
    expect(reasons.filter((it) => it === "WRONG_CODE")).toHaveLength(10);
    expect(await db.mail.count({ where: { userId: owner.userId, template: "second-step-locked" } })).toBe(1);
    await expect(complete(challenge, await nextCode(secret))).rejects.toMatchObject({ reason: "RATE_LIMITED" });
  });

  it("thirty in a day lock it, too, however slowly they come", async () => {
    const { owner } = await makeOwner();
    for (const times of [9, 9, 9, 3]) {
      await fail(owner, times);
      await db.$executeRaw`DELETE FROM rate_limits WHERE key LIKE 'second-step:%'`;
    }
    expect(await db.mail.count({ where: { userId: owner.userId, template: "second-step-locked" } })).toBe(1);
  });

  it("thirty in a day leave the owner the recovery codes, which cannot be guessed", async () => {
    const { owner, secret, recoveryCodes } = await makeOwner();
    for (const times of [9, 9, 9, 3]) {
      await fail(owner, times);
      await db.$executeRaw`DELETE FROM rate_limits WHERE key LIKE 'second-step:%'`;
    }
    const challenge = await makeChallenge(owner);
    const refused = complete(challenge, await nextCode(secret));
    await expect(refused).rejects.toMatchObject({ reason: "RATE_LIMITED", limit: { name: "second-step-day" } });
    expect(await complete(challenge, recoveryCodes[0] ?? "")).toBeTruthy();
    const another = complete(await makeChallenge(owner), await nextCode(secret));
    await expect(another).rejects.toMatchObject({ reason: "RATE_LIMITED" }); // the bound on guessing stays
  });

  it("of an app leave the owner the recovery codes, and wrong recovery codes lock nothing", async () => {
    const { owner, secret, recoveryCodes } = await makeOwner();
    const challenge = await makeChallenge(owner);
    const guess = () => complete(challenge, "aaaa-aaaa-aaaa-aaaa");
    for (let time = 0; time < 11; time++) await expect(guess()).rejects.toMatchObject({ reason: "WRONG_CODE" });
    expect(await complete(await makeChallenge(owner), await nextCode(secret))).toBeTruthy();
    expect(await db.mail.count({ where: { userId: owner.userId, template: "second-step-locked" } })).toBe(0);

    const locked = await fail(owner, 10);
    await expect(complete(locked, "000000")).rejects.toMatchObject({ reason: "RATE_LIMITED" });
    await expect(complete(locked, "aaaa-aaaa-aaaa-aaaa")).rejects.toMatchObject({ reason: "WRONG_CODE" });
    expect(await complete(locked, recoveryCodes[0] ?? "")).toBeTruthy();
    await expect(complete(await makeChallenge(owner), "000000")).rejects.toMatchObject({ reason: "RATE_LIMITED" });
  });

  it("nine and a right one: the count begins again", async () => {
    const { owner, secret } = await makeOwner();
    await complete(await fail(owner, 9), await nextCode(secret));
    await fail(owner, 9);
    expect(await db.mail.count({ where: { userId: owner.userId, template: "second-step-locked" } })).toBe(0);
  });

  it("are another account's own: others sign in", async () => {
    const [{ owner }, other] = [await makeOwner(), await makeOwner()];
    await fail(owner, 10);
    expect(await complete(await makeChallenge(other.owner), await nextCode(other.secret))).toBeTruthy();
  });

  it("end the lock when its 15 minutes are over", async () => {
    const { owner, secret } = await makeOwner();
    await fail(owner, 10);
    await db.$executeRaw`UPDATE rate_limits SET expire = 1 WHERE key LIKE 'second-step:%'`;
    setClock(0);
    expect(await complete(await makeChallenge(owner), await nextCode(secret))).toBeTruthy();
  });
});

describe("a recovery code", () => {
  it("counts once; spaces, dashes and capital letters do not matter", async () => {
    const { owner, recoveryCodes } = await makeOwner();
    const [code = ""] = recoveryCodes;
    expect(code).toMatch(/^\w{4}(-\w{4}){3}$/);
    await complete(await makeChallenge(owner), ` ${code.replaceAll("-", " ").toUpperCase()}`);
    await expect(complete(await makeChallenge(owner), code)).rejects.toMatchObject({ reason: "WRONG_CODE" });
    expect((await callerOf(owner).factor.list()).recoveryCodesLeft).toBe(9);
  });

  it("10 parallel sign-ins with the same one: one gets a session", async () => {
    const { owner, recoveryCodes } = await makeOwner();
    const challenges: string[] = [];
    while (challenges.length < 10) challenges.push(await makeChallenge(owner));
    const answers = await Promise.allSettled(challenges.map((it) => complete(it, recoveryCodes[0] ?? "")));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("of an earlier set no longer counts", async () => {
    const { owner, recoveryCodes } = await makeOwner();
    const { codes } = await callerOf(owner).factor.replaceRecoveryCodes({});
    await expect(complete(await makeChallenge(owner), recoveryCodes[0] ?? "")).rejects.toMatchObject({
      reason: "WRONG_CODE",
    });
    expect(await complete(await makeChallenge(owner), codes?.[9] ?? "")).toBeTruthy();
  });
});
