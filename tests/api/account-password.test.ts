/** account.changePassword: its checks, the sessions that it ends, and parallel calls. */
import { describe, expect, it, vi } from "vitest";
import { db, transact } from "@/server/platform/db";
import { checkPassword } from "@/server/services/account";
import { findSession } from "@/server/services/caller";
import { refuseSignIns, startSession } from "@/server/services/session";
import { logged } from "../setup/database";
import {
  ALL_SCOPES,
  callerOf,
  makeLogin,
  makePersonalToken,
  makePrincipal,
  makeSession,
  PASSWORD,
} from "../setup/factories";
import { countWaiting } from "./waiting";

const NEW = "another long password";
const origin = { address: "192.0.2.7" };
const anyAddress = () => crypto.randomUUID();
const change = (user: Parameters<typeof callerOf>[0], newPassword = NEW) =>
  callerOf(user).account.changePassword({ newPassword });

describe("account.changePassword", () => {
  it("accepts the new password from then on, and no longer the old one", async () => {
    const user = await makePrincipal();
    const { version } = await callerOf(user).account.me();
    await change(user);
    expect(await checkPassword({ email: user.email, password: NEW }, anyAddress())).toMatchObject({
      id: user.userId,
    });
    expect(await checkPassword({ email: user.email, password: PASSWORD }, anyAddress())).toBeNull();
    expect((await callerOf(user).account.me()).version).toBe(version + 1);
  });

  it("ends all other sessions and logins; this session, tokens and other users stay", async () => {
    const [user, otherUser] = [await makePrincipal(), await makePrincipal()];
    const row = await db.user.findUniqueOrThrow({ where: { id: user.userId } });
    const other = await startSession(row, origin);
    const { refreshToken } = await makeLogin(user);
    await makePersonalToken(user, ALL_SCOPES[0]);

    expect(await change(user)).toEqual({ count: 2 });
    expect(await findSession(other)).toBeNull();
    await expect(callerOf(null).session.refresh({ refreshToken })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    expect(await findSession(user.credentialId)).not.toBeNull();
    expect(await findSession(otherUser.credentialId)).not.toBeNull();
    expect(await db.credential.count({ where: { userId: user.userId, kind: "PERSONAL", revokedAt: null } })).toBe(1);
  });

  it("ends personal tokens, too, if asked to; the count is of sessions and logins", async () => {
    const user = await makePrincipal();
    await makeLogin(user);
    await makePersonalToken(user, ALL_SCOPES[0]);
    expect(await callerOf(user).account.changePassword({ newPassword: NEW, endTokens: true })).toEqual({ count: 1 });
    const left = await db.credential.findMany({ where: { userId: user.userId, revokedAt: null } });
    expect(left.map(({ id }) => id)).toEqual([user.credentialId]);
  });

  it("rejects a new password that is too short or equals the current one; nothing changes", async () => {
    const user = await makePrincipal();
    const before = await db.user.findUniqueOrThrow({ where: { id: user.userId } });
    await expect(change(user, "short")).rejects.toMatchObject({
      code: "BAD_REQUEST",
      cause: { issues: [expect.objectContaining({ path: ["newPassword"] })] },
    });
    await expect(change(user, PASSWORD)).rejects.toMatchObject({
      code: "BAD_REQUEST",
      issues: [{ path: "newPassword" }],
    });
    expect(await db.user.findUniqueOrThrow({ where: { id: user.userId } })).toEqual(before);
  });

  it("sets one where there is none", async () => {
    const user = await makePrincipal();
    await db.user.update({ where: { id: user.userId }, data: { passwordHash: null } });
    await change(user);
    expect(await checkPassword({ email: user.email, password: NEW }, anyAddress())).toMatchObject({ id: user.userId });
  });

  it("logs the change with the user's id, and no password", async () => {
    const user = await makePrincipal();
    await change(user);
    const log = logged.join();
    expect(log).toContain("password.changed");
    for (const secret of [PASSWORD, NEW, "argon2"]) expect(log).not.toContain(secret);
  });
});

describe("parallel calls", () => {
  it("two changes by one session: one succeeds, the other gets VERSION_MISMATCH", async () => {
    const user = await makePrincipal();
    const answers = await Promise.allSettled([change(user, "password one"), change(user)]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const refused = answers.find(({ status }) => status === "rejected");
    expect(refused).toMatchObject({ reason: { reason: "VERSION_MISMATCH" } });
  });

  it("two changes by two sessions: one succeeds, and has ended the other's", async () => {
    const first = await makePrincipal();
    const second = await makeSession(first);
    const answers = await Promise.allSettled([change(first, "password one"), change(second)]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const refused = answers.find(({ status }) => status === "rejected");
    expect(refused).toMatchObject({ reason: { code: "UNAUTHORIZED" } });
    const sessions = await Promise.all([first, second].map(({ credentialId }) => findSession(credentialId)));
    expect(sessions.filter(Boolean)).toHaveLength(1);
  });

  it("a sign-in with the old password, checked before the change, gets no session", async () => {
    const user = await makePrincipal();
    const verified = await checkPassword({ email: user.email, password: PASSWORD }, anyAddress());
    await change(user);
    if (!verified) throw new Error("The password is correct.");
    await expect(startSession(verified, origin)).rejects.toMatchObject({ reason: "WRONG_CREDENTIALS" });
    expect(await db.credential.count({ where: { userId: user.userId, revokedAt: null } })).toBe(1);
  });

  it("a sign-in during the change waits for it, and gets no session", async () => {
    const { userId } = await makePrincipal();
    const verified = await db.user.findUniqueOrThrow({ where: { id: userId } });
    const { outcome } = await transact(async (tx) => {
      await refuseSignIns(tx, userId); // as account.changePassword
      const ended = startSession(verified, origin).then(String, (error: { reason: string }) => error.reason);
      await Promise.race([ended, vi.waitFor(async () => expect(await countWaiting()).toBe(1), { timeout: 60_000 })]);
      return { outcome: ended };
    });
    expect(await outcome).toBe("WRONG_CREDENTIALS");
  });
});
