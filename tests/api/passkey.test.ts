/** Passkeys: what is signed counts once, for its purpose, user and site; the library verifies it. */
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Principal } from "@/server/auth/principal";
import { db } from "@/server/platform/db";
import { findSession } from "@/server/services/caller";
import { listMethods } from "@/server/services/challenge";
import { passSecondStepByPasskey, requestSecondPasskey, signInByPasskey } from "@/server/services/second-step";
import { startSession } from "@/server/services/session";
import { makeAuthenticator, makePasskey } from "../setup/authenticator";
import { logged } from "../setup/database";
import { callerOf, makePrincipal, ORIGIN_OF_CALLERS } from "../setup/factories";
import { makeChallenge } from "../setup/factors";

const ORIGIN = new URL(ORIGIN_OF_CALLERS);
const REFUSED = { code: "BAD_REQUEST", reason: "PASSKEY_REFUSED" };
const request = () => callerOf(null).session.requestPasskey();

afterEach(() => {
  vi.useRealTimers();
});

async function makeOwner() {
  const owner = await makePrincipal();
  return { owner, passkey: await makePasskey(owner) };
}

describe("a new passkey", () => {
  it("is named after its browser, and comes with recovery codes if it is the first factor", async () => {
    const { owner, passkey } = await makeOwner();
    expect(passkey.recoveryCodes).toHaveLength(10);
    expect((await makePasskey(owner)).recoveryCodes).toEqual([]);
    const { items } = await callerOf(owner).factor.list();
    expect(items).toMatchObject([
      { kind: "PASSKEY", name: "Unknown device", lastUsedAt: null },
      { kind: "PASSKEY", name: "Unknown device", lastUsedAt: null },
    ]);
  });

  it("is asked for with the site's own name, and without those that the account has", async () => {
    const { owner } = await makeOwner();
    const { options } = await callerOf(owner).factor.startPasskey({});
    expect(options).toMatchObject({
      rp: { id: ORIGIN.hostname },
      user: { name: owner.email },
      authenticatorSelection: { residentKey: "required" },
      excludeCredentials: [{ id: expect.any(String) }],
    });
  });

  it("of another site, of another user's request or made twice is refused", async () => {
    const [owner, other] = [await makePrincipal(), await makePrincipal()];
    const caller = callerOf(owner).factor;
    const foreign = makeAuthenticator("http://evil.test").register(await caller.startPasskey({}));
    await expect(caller.addPasskey(foreign)).rejects.toMatchObject(REFUSED);
    const others = makeAuthenticator().register(await callerOf(other).factor.startPasskey({}));
    await expect(caller.addPasskey(others)).rejects.toMatchObject(REFUSED);
    const passkey = makeAuthenticator().register(await caller.startPasskey({}));
    await caller.addPasskey(passkey);
    logged.length = 0;
    await expect(caller.addPasskey(passkey)).rejects.toMatchObject(REFUSED);
    const refusals = logged.map((line) => JSON.parse(line)).filter(({ level }) => level === 40);
    expect(refusals).toMatchObject([{ event: "passkey.refused", why: "asked for once, answered twice" }]);
    expect(await db.factor.count({ where: { userId: owner.userId } })).toBe(1);
  });
});

describe("the name of a passkey", () => {
  it("is what its owner makes of it, and nobody else", async () => {
    const { owner } = await makeOwner();
    const [passkey] = (await callerOf(owner).factor.list()).items;
    const id = passkey?.id ?? "";
    expect(await callerOf(owner).factor.rename({ id, name: " Work laptop " })).toMatchObject({
      id,
      name: "Work laptop",
    });
    const other = callerOf(await makePrincipal()).factor;
    await expect(other.rename({ id, name: "Mine" })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await callerOf(owner).factor.list()).items).toMatchObject([{ name: "Work laptop" }]);
  });

  it.each([" ", "x".repeat(61), "Work\u202Eptop"])("is not %j", async (name) => {
    const { owner } = await makeOwner();
    const [passkey] = (await callerOf(owner).factor.list()).items;
    const renamed = callerOf(owner).factor.rename({ id: passkey?.id ?? "", name });
    await expect(renamed).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});

describe("sign-in by a passkey alone", () => {
  it("needs no password and no second step", async () => {
    const { owner, passkey } = await makeOwner();
    const user = await signInByPasskey(passkey.sign(await request()), ORIGIN);
    expect(user).toMatchObject({ id: owner.userId, hasSecondStep: true });
    expect((await callerOf(owner).factor.list()).items[0]?.lastUsedAt).toBeInstanceOf(Date);
  });

  it("is refused after all access was ended by a mail; the passkey stays a second step", async () => {
    const { owner, passkey } = await makeOwner();
    await db.factor.updateMany({ where: { userId: owner.userId }, data: { isSecondStepOnly: true } });
    await expect(signInByPasskey(passkey.sign(await request()), ORIGIN)).rejects.toMatchObject(REFUSED);
    expect(await listMethods(owner.userId)).toContain("PASSKEY");
  });

  it("names no account in its request, and wants the user verified", async () => {
    await makeOwner();
    expect((await request()).options).toMatchObject({ rpId: ORIGIN.hostname, userVerification: "required" });
    expect((await request()).options.allowCredentials ?? []).toEqual([]);
  });

  it.each<[string, Parameters<ReturnType<typeof makeAuthenticator>["sign"]>[1]]>([
    ["without the user verified", { isVerified: false }],
    ["for another site", { origin: "http://evil.test" }],
  ])("%s is refused", async (_what, signing) => {
    const { passkey } = await makeOwner();
    await expect(signInByPasskey(passkey.sign(await request(), signing), ORIGIN)).rejects.toMatchObject(REFUSED);
    expect(logged.join()).toContain("passkey.refused");
  });

  it("with a counter that has not grown is refused: the passkey was copied", async () => {
    const { passkey } = await makeOwner();
    await signInByPasskey(passkey.sign(await request(), { counter: 7 }), ORIGIN);
    const copied = passkey.sign(await request(), { counter: 7 });
    await expect(signInByPasskey(copied, ORIGIN)).rejects.toMatchObject(REFUSED);
    await signInByPasskey(passkey.sign(await request(), { counter: 8 }), ORIGIN);
  });

  it("by two signatures with one counter at once: one gets through", async () => {
    const { passkey } = await makeOwner();
    const proofs = [];
    while (proofs.length < 2) proofs.push(passkey.sign(await request(), { counter: 7 }));
    const answers = await Promise.allSettled(proofs.map((proof) => signInByPasskey(proof, ORIGIN)));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("of a passkey without a counter: of 10 parallel uses of one signature, one gets through", async () => {
    const { passkey } = await makeOwner();
    const proof = passkey.sign(await request(), { counter: 0 });
    const answers = await Promise.allSettled(Array.from({ length: 10 }, () => signInByPasskey(proof, ORIGIN)));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await signInByPasskey(passkey.sign(await request(), { counter: 0 }), ORIGIN);
  });

  it("of a request that is older than ten minutes is refused", async () => {
    const { passkey } = await makeOwner();
    const asked = await request();
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 601_000 });
    await expect(signInByPasskey(passkey.sign(asked), ORIGIN)).rejects.toMatchObject(REFUSED);
    vi.setSystemTime(Date.now() - 61_000);
    await signInByPasskey(passkey.sign(asked), ORIGIN);
  });

  it("by an unknown key, a strange request or an invented signature is refused", async () => {
    const { passkey } = await makeOwner();
    const unknown = makeAuthenticator().sign(await request());
    const strange = { ...passkey.sign(await request()), ceremony: "x" };
    const invented = passkey.sign(await request());
    invented.credential.response.signature = unknown.credential.response.signature;
    for (const proof of [unknown, strange, invented]) {
      await expect(signInByPasskey(proof, ORIGIN)).rejects.toMatchObject(REFUSED);
    }
  });
});

describe("a passkey in the second step", () => {
  it("passes it without the user verified, for its own account only", async () => {
    const [{ owner, passkey }, other] = [await makeOwner(), await makeOwner()];
    const challenge = await makeChallenge(owner);
    const ask = async () => {
      const asked = await requestSecondPasskey(challenge, ORIGIN);
      if (!asked) throw new Error("No sign-in waits.");
      return asked;
    };
    expect((await ask()).options.allowCredentials).toHaveLength(1);
    const foreign = other.passkey.sign(await ask(), { isVerified: false });
    await expect(passSecondStepByPasskey(challenge, foreign, ORIGIN)).rejects.toMatchObject(REFUSED);
    const proof = passkey.sign(await ask(), { isVerified: false });
    expect(await passSecondStepByPasskey(challenge, proof, ORIGIN)).toMatchObject({ id: owner.userId });
    const again = passSecondStepByPasskey(challenge, passkey.sign(await request()), ORIGIN);
    await expect(again).rejects.toMatchObject({ reason: "SECOND_STEP_EXPIRED" });
    expect(await requestSecondPasskey(challenge, ORIGIN)).toBeNull();
  });

  it("is not passed by what was signed for a sign-in or a proof", async () => {
    const { owner, passkey } = await makeOwner();
    const challenge = await makeChallenge(owner);
    for (const asked of [await request(), await callerOf(owner).proof.requestPasskey()]) {
      const call = passSecondStepByPasskey(challenge, passkey.sign(asked), ORIGIN);
      await expect(call).rejects.toMatchObject(REFUSED);
    }
  });
});

describe("a passkey as a proof", () => {
  const freshness = async ({ credentialId }: Principal) =>
    Date.now() - (await db.credential.findUniqueOrThrow({ where: { id: credentialId } })).verifiedAt.getTime();

  it("is fresh for the session; another user's is refused", async () => {
    const [{ owner, passkey }, other] = [await makeOwner(), await makeOwner()];
    await db.credential.update({ where: { id: owner.credentialId }, data: { verifiedAt: new Date(0) } });
    const { proof } = callerOf(owner);
    const foreign = proof.giveByPasskey(other.passkey.sign(await proof.requestPasskey()));
    await expect(foreign).rejects.toMatchObject(REFUSED);
    expect(await freshness(owner)).toBeGreaterThan(600_000);
    await proof.giveByPasskey(passkey.sign(await proof.requestPasskey()));
    expect(await freshness(owner)).toBeLessThan(600_000);
  });
});

describe("a passkey that is removed", () => {
  it("ends the sessions that it began; those of the password and of another passkey stay", async () => {
    const { owner, passkey } = await makeOwner();
    const other = await makePasskey(owner);
    const enter = async (key: typeof other) => {
      const verified = await signInByPasskey(key.sign(await request()), ORIGIN);
      return { ...owner, credentialId: await startSession(verified, { address: "192.0.2.1" }) };
    };
    const [here, elsewhere] = [await enter(passkey), await enter(other)];
    const { methodId } = await db.credential.findUniqueOrThrow({ where: { id: here.credentialId } });
    expect(await callerOf(here).factor.remove({ id: methodId ?? "" })).toEqual({ signedOut: true });
    const sessions = await Promise.all([here, elsewhere, owner].map((it) => findSession(it.credentialId)));
    expect(sessions.map(Boolean)).toEqual([false, true, true]);
  });

  it("is not accepted by a sign-in that was under way", async () => {
    const { owner, passkey } = await makeOwner();
    const signed = passkey.sign(await request());
    await db.factor.deleteMany({ where: { userId: owner.userId } });
    await expect(signInByPasskey(signed, ORIGIN)).rejects.toMatchObject(REFUSED);
  });
});

describe("the last passkey of an account without a password", () => {
  it("cannot be removed; of 10 parallel removals of two, one succeeds", async () => {
    const { owner } = await makeOwner();
    await makePasskey(owner);
    await db.user.update({ where: { id: owner.userId }, data: { passwordHash: null } });
    const { items } = await callerOf(owner).factor.list();
    const calls = Array.from({ length: 10 }, (_, index) =>
      callerOf(owner).factor.remove({ id: items[index % 2]?.id ?? "" }),
    );
    const answers = await Promise.allSettled(calls);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const [left] = (await callerOf(owner).factor.list()).items;
    await expect(callerOf(owner).factor.remove({ id: left?.id ?? "" })).rejects.toMatchObject({
      code: "CONFLICT",
      reason: "LAST_SIGN_IN_METHOD",
    });
  });
});
