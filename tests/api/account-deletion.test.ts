/** account.delete. tests/api/order-personal-data.test.ts has the orders. */
import { describe, expect, it, vi } from "vitest";
import { DELETION_WORDS } from "@/domain/account";
import type { Principal } from "@/server/auth/principal";
import { db } from "@/server/platform/db";
import { checkPassword } from "@/server/services/account";
import { findSession } from "@/server/services/caller";
import { startSession } from "@/server/services/session";
import { logged } from "../setup/database";
import { ALL_SCOPES, callerOf, makePersonalToken, makePrincipal, makeUser, PASSWORD } from "../setup/factories";
import { countWaiting } from "./waiting";

const remove = (user: Principal, confirm: string = DELETION_WORDS) => callerOf(user).account.delete({ confirm });
const rowOf = ({ userId }: Principal) => db.user.findUniqueOrThrow({ where: { id: userId } });
const signUpAs = (email: string) => callerOf(null).account.signUp({ email, name: "New", password: PASSWORD });

describe("account.delete", () => {
  it("makes the user's row anonymous, and deletes credentials, changes and stored responses", async () => {
    const user = await makePrincipal({ name: "Ada Unforgettable" });
    await makePersonalToken(user, ALL_SCOPES[0]);
    await db.idempotentAnswer.create({ data: { userId: user.userId, key: "k", inputHash: "h", answer: {} } });
    await remove(user);
    const kept = await db.user.findUniqueOrThrow({
      where: { id: user.userId },
      include: { credentials: true, answers: true, changes: true },
    });
    expect(kept).toMatchObject({ name: "Deleted member", credentials: [], answers: [], changes: [] });
    expect([kept.disabledAt, kept.deletedAt]).toEqual([expect.any(Date), expect.any(Date)]);
    for (const trace of ["Ada", user.email]) expect(JSON.stringify(kept)).not.toContain(trace);
  });

  it("deletes the mails to the address, also those that were asked for without signing in", async () => {
    const user = await makePrincipal();
    const expiresAt = new Date(Date.now() + 60_000);
    for (const userId of [user.userId, null]) {
      await db.mail.create({ data: { template: "reset-password", address: user.email, userId, expiresAt } });
    }
    await remove(user);
    expect(await db.mail.count({ where: { address: user.email } })).toBe(0);
  });

  it("ends the session and the password, and frees the email for a new account", async () => {
    const user = await makePrincipal();
    await remove(user);
    expect(await findSession(user.credentialId)).toBeNull();
    for (const email of [user.email, (await rowOf(user)).email]) {
      expect(await checkPassword({ email, password: PASSWORD }, crypto.randomUUID())).toBeNull();
    }
    await signUpAs(user.email);
    expect((await db.user.findUniqueOrThrow({ where: { email: user.email } })).id).not.toBe(user.userId);
  });

  it("requires the confirmation; without it nothing changes", async () => {
    const user = await makePrincipal();
    const before = await rowOf(user);
    await expect(remove(user, "yes")).rejects.toMatchObject({ code: "BAD_REQUEST" });
    expect(await rowOf(user)).toEqual(before);
    await remove(user, " Delete my account ");
  });

  it("changes nothing of other users", async () => {
    const [user, other] = [await makePrincipal(), await makePrincipal()];
    await makePersonalToken(other, ALL_SCOPES[0]);
    const rowsOf = async ({ userId }: Principal) => [
      await db.user.findUniqueOrThrow({ where: { id: userId } }),
      await db.credential.findMany({ where: { userId }, orderBy: { id: "asc" } }),
      await db.change.findMany({ where: { userId } }),
    ];
    const before = await rowsOf(other);
    await remove(user);
    expect(await rowsOf(other)).toEqual(before);
  });

  it("logs the user's id, and no personal data", async () => {
    const user = await makePrincipal({ name: "Ada Unforgettable" });
    await remove(user);
    const line = logged.find((it) => it.includes("account.deleted"));
    expect(line).toContain(user.userId);
    for (const secret of [user.email, "Ada", PASSWORD]) expect(logged.join()).not.toContain(secret);
  });
});

describe("the last administrator", () => {
  it("of the last two, one can delete the account, the other gets LAST_ADMIN", async () => {
    const admins = [await makePrincipal({ role: "ADMIN" }), await makePrincipal({ role: "ADMIN" })];
    await makeUser({ role: "ADMIN", disabledAt: new Date() }); // is not an active administrator
    // Both wait for the same lock before either continues.
    const leaving = await db.$transaction(
      async (tx) => {
        await tx.$queryRaw`SELECT id FROM users FOR UPDATE`;
        const tries = admins.map((admin) => remove(admin).then(String, (error: { reason: string }) => error.reason));
        await vi.waitFor(async () => expect(await countWaiting()).toBe(2), { timeout: 50_000 });
        return { tries };
      },
      { timeout: 60_000 },
    );
    expect((await Promise.all(leaving.tries)).sort()).toEqual(["LAST_ADMIN", "undefined"]);
    expect(await db.user.count({ where: { role: "ADMIN", disabledAt: null } })).toBe(1);
  });
});

describe("parallel calls", () => {
  it("two deletions: one succeeds", async () => {
    const user = await makePrincipal();
    const answers = await Promise.allSettled([remove(user), remove(user)]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await rowOf(user)).version).toBe(1);
  });

  it("a deletion and a password change: the account is deleted, and has no password", async () => {
    const user = await makePrincipal();
    const change = callerOf(user).account.changePassword({ newPassword: "long enough" });
    await Promise.allSettled([change, remove(user)]);
    expect(await rowOf(user)).toMatchObject({ deletedAt: expect.any(Date), passwordHash: null });
  });

  it("calls that were under way write no personal data", async () => {
    const user = await makePrincipal();
    const before = await rowOf(user);
    await remove(user);
    const late = callerOf(user);
    await expect(late.account.update({ name: "Ada" })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(late.token.create({ name: "Ada's", scopes: [ALL_SCOPES[0]] })).rejects.toMatchObject({
      code: "UNAUTHORIZED",
    });
    await expect(startSession(before, { address: "192.0.2.9" })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    expect(await db.credential.count({ where: { userId: user.userId } })).toBe(0);
  });
});
