/** session.list, session.revoke, session.revokeOthers. tests/http/own-sessions.test.ts has the cookies. */
import { describe, expect, it } from "vitest";
import { ResponseState } from "@/server/core/response-state";
import { createCallerFactory } from "@/server/core/trpc";
import { db } from "@/server/platform/db";
import { describeDevice } from "@/server/platform/device";
import { appRouter } from "@/server/routers/_app";
import { findSession } from "@/server/services/caller";
import { addPrivateDevice } from "@/server/services/private-device";
import { startSession } from "@/server/services/session";
import { MAX_SESSIONS_SHOWN } from "@/server/services/session-list";
import { ALL_SCOPES, callerOf, makeLogin, makePersonalToken, makePrincipal } from "../setup/factories";
import { makeApp, makeChallenge } from "../setup/factors";

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const HOME = { address: "192.0.2.8" };
const userOf = ({ userId }: { userId: string }) => db.user.findUniqueOrThrow({ where: { id: userId } });

describe("describeDevice", () => {
  it.each([
    [FIREFOX, "Firefox on Linux"],
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
      "Chrome on Windows",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
      "Safari on iOS",
    ],
    ["curl/8.5.0", "curl"],
    ["%%%", "Unknown program"],
    ["", "Unknown device"],
    [null, "Unknown device"],
  ])("%s: %s", (userAgent, words) => {
    expect(describeDevice(userAgent)).toBe(words);
  });
});

describe("session.list", () => {
  it("has active sessions and logins: the current one first, then by last use", async () => {
    const owner = await makePrincipal();
    const user = await userOf(owner);
    const other = await startSession(user, { address: "198.51.100.4", userAgent: FIREFOX });
    const ended = await startSession(user, { address: "198.51.100.5" });
    await makeLogin(owner);
    await makePersonalToken(owner, ALL_SCOPES[0]);
    await findSession(owner.credentialId);
    await findSession(other);
    await db.credential.update({ where: { id: ended }, data: { expiresAt: new Date() } });

    const { items, more } = await callerOf(owner).session.list();
    expect(more).toBe(0);
    expect(items.map(({ id, kind, isCurrent }) => [id, kind, isCurrent])).toEqual([
      [owner.credentialId, "SESSION", true],
      [other, "SESSION", false],
      [expect.any(String), "LOGIN", false],
    ]);
    expect(items[1]).toMatchObject({ device: "Firefox on Linux", address: "198.51.100.4" });
    expect(Object.keys(items[1] ?? {}).sort()).toEqual(
      ["address", "createdAt", "device", "id", "isCurrent", "kind", "lastSeenAt", "method"].sort(),
    );
  });

  it("has 100 sessions at most, and the number of the others", async () => {
    const owner = await makePrincipal();
    await findSession(owner.credentialId);
    const later = new Date(Date.now() + 60_000);
    const row = { userId: owner.userId, idleExpiresAt: later, expiresAt: later };
    await db.credential.createMany({ data: Array(MAX_SESSIONS_SHOWN + 4).fill(row) });
    const { items, more } = await callerOf(owner).session.list();
    expect([items.length, more, items[0]?.isCurrent]).toEqual([MAX_SESSIONS_SHOWN, 5, true]);
  });

  it("keeps 300 characters of a user agent, without line breaks", async () => {
    const owner = await makePrincipal();
    const id = await startSession(await userOf(owner), {
      address: "unknown",
      userAgent: `a\r\nb${"c".repeat(500)}`,
    });
    expect((await db.credential.findUniqueOrThrow({ where: { id } })).userAgent).toBe(`ab${"c".repeat(298)}`);
  });
});

describe("session.revoke", () => {
  it("ends a session once, and never a personal token", async () => {
    const owner = await makePrincipal();
    const other = await startSession(await userOf(owner), { address: "unknown" });
    await callerOf(owner).session.revoke({ id: other });
    expect(await findSession(other)).toBeNull();
    expect(await findSession(owner.credentialId)).not.toBeNull();
    const { id: token } = await callerOf(owner).token.create({ name: "Script", scopes: [ALL_SCOPES[0]] });
    for (const id of [other, token]) {
      await expect(callerOf(owner).session.revoke({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    expect((await callerOf(owner).token.list()).items).toHaveLength(1);
  });
});

describe("session.revokeOthers", () => {
  it("ends all sessions of the user but the current one", async () => {
    const [owner, otherUser] = [await makePrincipal(), await makePrincipal()];
    const other = await startSession(await userOf(owner), { address: "unknown" });
    await makeLogin(owner);
    await makePersonalToken(owner, ALL_SCOPES[0]);
    expect(await callerOf(owner).session.revokeOthers({})).toEqual({ count: 2 });
    const sessions = await Promise.all([owner.credentialId, other, otherUser.credentialId].map(findSession));
    expect(sessions.map(Boolean)).toEqual([true, false, true]);
    expect((await callerOf(owner).token.list()).items).toHaveLength(1);
    expect(await callerOf(owner).session.revokeOthers({})).toEqual({ count: 0 });
  });

  it("ends sign-ins that wait for their second step, and private devices but this browser", async () => {
    const owner = await makePrincipal();
    await makeApp(owner);
    const challenge = await makeChallenge(owner);
    const [here, elsewhere] = [await addPrivateDevice(owner, HOME), await addPrivateDevice(owner, HOME)];
    const context = { principal: owner, address: "", origin: () => new URL("http://shop.test") };
    const response = new ResponseState();
    const call = createCallerFactory(appRouter)({ ...context, response, device: () => here });
    const devicesOf = async () => (await call.session.list()).items.filter(({ kind }) => kind === "DEVICE");
    expect((await devicesOf()).map(({ isCurrent }) => isCurrent)).toEqual([true, false]);
    expect(await call.session.revokeOthers({})).toEqual({ count: 0 });
    expect((await devicesOf()).map(({ isCurrent }) => isCurrent)).toEqual([true]);

    const user = await userOf(owner);
    const signIn = (deviceSecret: string) => startSession(user, { ...HOME, deviceSecret });
    await expect(signIn(elsewhere)).rejects.toMatchObject({ reason: "SECOND_FACTOR_REQUIRED" });
    expect(await signIn(here)).toBeTruthy();
    const late = callerOf(null).session.completeLogin({ challenge, code: "000000" });
    await expect(late).rejects.toMatchObject({ reason: "SECOND_STEP_EXPIRED" });
  });
});
