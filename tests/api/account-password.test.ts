/** Changing the password: who may, what ends, and who is first. */
import { describe, expect, it } from "vitest";
import { db } from "@/server/platform/db";
import { LIMITS } from "@/server/platform/rate-limit";
import { checkPassword } from "@/server/services/account";
import { findSession, startSession } from "@/server/services/session";
import { logged } from "../setup/database";
import { callerOf, makeLogin, makePersonalToken, makePrincipal, PASSWORD } from "../setup/factories";

const NEW = "another long password";
const origin = { address: "192.0.2.7" };
const somewhere = () => crypto.randomUUID();
const change = (who: Parameters<typeof callerOf>[0], currentPassword = PASSWORD, newPassword = NEW) =>
  callerOf(who).account.changePassword({ currentPassword, newPassword });

describe("changing the password", () => {
  it("lets one in with the new password, and not with the old one any more", async () => {
    const customer = await makePrincipal();
    const { version } = await callerOf(customer).account.me();
    await change(customer);
    expect(await checkPassword({ email: customer.email, password: NEW }, somewhere())).toMatchObject({
      id: customer.userId,
    });
    expect(await checkPassword({ email: customer.email, password: PASSWORD }, somewhere())).toBeNull();
    expect((await callerOf(customer).account.me()).version).toBe(version + 1);
  });

  it("ends all other sessions and logins, but neither this one, nor personal tokens, nor anybody else's", async () => {
    const [customer, stranger] = [await makePrincipal(), await makePrincipal()];
    const user = await db.user.findUniqueOrThrow({ where: { id: customer.userId } });
    const other = await startSession(user, origin);
    const { refreshToken } = await makeLogin(customer);
    await makePersonalToken(customer, "orders:read");

    expect(await change(customer)).toEqual({ count: 2 });
    expect(await findSession(other)).toBeNull();
    await expect(callerOf(null).session.refresh({ refreshToken })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    expect(await findSession(customer.credentialId)).not.toBeNull();
    expect(await findSession(stranger.credentialId)).not.toBeNull();
    expect(await db.credential.count({ where: { userId: user.id, kind: "PERSONAL", revokedAt: null } })).toBe(1);
  });

  it("refuses a wrong current password at its field, without signing anybody out, and changes nothing", async () => {
    const customer = await makePrincipal();
    const before = await db.user.findUniqueOrThrow({ where: { id: customer.userId } });
    await expect(change(customer, "not the password")).rejects.toMatchObject({
      code: "BAD_REQUEST",
      reason: "WRONG_PASSWORD",
      issues: [{ path: "currentPassword", message: expect.any(String) }],
    });
    expect(await db.user.findUniqueOrThrow({ where: { id: customer.userId } })).toEqual(before);
    expect(await findSession(customer.credentialId)).not.toBeNull();
  });

  it("refuses a new password that is short, or the one that there is", async () => {
    const customer = await makePrincipal();
    for (const wrong of ["short", PASSWORD]) {
      await expect(change(customer, PASSWORD, wrong)).rejects.toMatchObject({
        code: "BAD_REQUEST",
        cause: { issues: [expect.objectContaining({ path: ["newPassword"] })] },
      });
    }
  });

  it("allows few tries an account, whatever the address, and a right one clears the count", async () => {
    const customer = await makePrincipal();
    const { calls } = LIMITS.password;
    await expect(change(customer, "wrong")).rejects.toMatchObject({ reason: "WRONG_PASSWORD" });
    await change(customer);
    for (let time = 0; time < calls; time++) {
      await expect(change(customer, "wrong")).rejects.toMatchObject({ reason: "WRONG_PASSWORD" });
    }
    await expect(change(customer, NEW, PASSWORD)).rejects.toMatchObject({ reason: "RATE_LIMITED" });
    await expect(callerOf(customer).account.me()).resolves.toBeTruthy();
  });

  it("is logged with the user's id, and neither password ever is", async () => {
    const customer = await makePrincipal();
    await expect(change(customer, "a wrong secret")).rejects.toBeTruthy();
    await change(customer);
    const log = logged.join();
    expect(log).toContain("password.refused");
    expect(log).toContain("password.changed");
    for (const secret of ["a wrong secret", PASSWORD, NEW, "argon2"]) expect(log).not.toContain(secret);
  });
});

describe("at the same time", () => {
  it("of two changes one counts, and the other is told that its password is not the current one", async () => {
    const first = await makePrincipal();
    const user = await db.user.findUniqueOrThrow({ where: { id: first.userId } });
    const second = { ...first, credentialId: await startSession(user, origin) };
    const answers = await Promise.allSettled([change(first, PASSWORD, "password one"), change(second)]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const refused = answers.find(({ status }) => status === "rejected");
    expect(refused).toMatchObject({ reason: { reason: "WRONG_PASSWORD" } });
    const alive = await Promise.all([first, second].map(({ credentialId }) => findSession(credentialId)));
    expect(alive.filter(Boolean)).toHaveLength(1);
  });

  it("nobody gets in whose old password was checked before the change and whose session comes after", async () => {
    const customer = await makePrincipal();
    const proven = await checkPassword({ email: customer.email, password: PASSWORD }, somewhere());
    await change(customer);
    if (!proven) throw new Error("the password was right");
    await expect(startSession(proven, origin)).rejects.toMatchObject({ reason: "WRONG_CREDENTIALS" });
    expect(await db.credential.count({ where: { userId: customer.userId, revokedAt: null } })).toBe(1);
  });
});
