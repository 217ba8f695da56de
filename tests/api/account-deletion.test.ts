/** Deleting an account: the orders stay, the person is forgotten. */
import { describe, expect, it, vi } from "vitest";
import { DELETION_WORDS } from "@/domain/account";
import type { Principal } from "@/server/auth/principal";
import { db } from "@/server/platform/db";
import { checkPassword } from "@/server/services/account";
import { findSession, startSession } from "@/server/services/session";
import { logged } from "../setup/database";
import { callerOf, makeOrder, makePersonalToken, makePrincipal, makeUser, PASSWORD } from "../setup/factories";

const remove = (who: Principal, currentPassword = PASSWORD, confirm: string = DELETION_WORDS) =>
  callerOf(who).account.delete({ currentPassword, confirm });
const rowOf = ({ userId }: Principal) => db.user.findUniqueOrThrow({ where: { id: userId } });
const signUpAs = (email: string) => callerOf(null).account.signUp({ email, name: "New", password: PASSWORD });

describe("deleting an account", () => {
  it("keeps its orders, and forgets whose they were", async () => {
    const customer = await makePrincipal({ name: "Ada Unforgettable" });
    const order = await makeOrder(customer);
    await callerOf(customer).order.cancel({ id: order.id, reason: "Ada moves to Rue Oubliée" });
    await makePersonalToken(customer, "orders:read");
    await db.idempotentAnswer.create({ data: { userId: customer.userId, key: "k", inputHash: "h", answer: {} } });
    await remove(customer);

    const kept = await db.order.findUniqueOrThrow({
      where: { id: order.id },
      include: { lines: true, events: true, owner: { include: { credentials: true, answers: true } } },
    });
    expect(kept).toMatchObject({ status: "CANCELLED", totalCents: order.totalCents });
    expect([kept.lines.length, kept.events.length]).toEqual([1, 2]);
    expect(kept.owner).toMatchObject({ name: "Deleted customer", credentials: [], answers: [] });
    expect([kept.owner.disabledAt, kept.owner.deletedAt]).toEqual([expect.any(Date), expect.any(Date)]);
    for (const trace of ["Ada", "Oubliée", customer.email]) expect(JSON.stringify(kept)).not.toContain(trace);
  });

  it("ends every way in, and frees the e-mail address for a new account", async () => {
    const customer = await makePrincipal();
    await remove(customer);
    expect(await findSession(customer.credentialId)).toBeNull();
    for (const email of [customer.email, (await rowOf(customer)).email]) {
      expect(await checkPassword({ email, password: PASSWORD }, crypto.randomUUID())).toBeNull();
    }
    const { id } = await signUpAs(customer.email);
    expect(id).not.toBe(customer.userId);
  });

  it("wants the password and the words, and changes nothing without them", async () => {
    const customer = await makePrincipal();
    const before = await rowOf(customer);
    await expect(remove(customer, "not the password")).rejects.toMatchObject({ reason: "WRONG_PASSWORD" });
    await expect(remove(customer, PASSWORD, "yes")).rejects.toMatchObject({ code: "BAD_REQUEST" });
    expect(await rowOf(customer)).toEqual(before);
    await remove(customer, PASSWORD, " Delete my account ");
  });

  it("touches nobody else", async () => {
    const [customer, other] = [await makePrincipal(), await makePrincipal()];
    const order = await makeOrder(other);
    await callerOf(other).order.cancel({ id: order.id, reason: "Mine" });
    const before = [await rowOf(other), await db.orderEvent.findMany({ where: { ownerId: other.userId } })];
    await remove(customer);
    expect([await rowOf(other), await db.orderEvent.findMany({ where: { ownerId: other.userId } })]).toEqual(before);
    expect(await findSession(other.credentialId)).not.toBeNull();
  });

  it("is logged with the user's id alone", async () => {
    const customer = await makePrincipal({ name: "Ada Unforgettable" });
    await remove(customer);
    const line = logged.find((it) => it.includes("account.deleted"));
    expect(line).toContain(customer.userId);
    for (const secret of [customer.email, "Ada", PASSWORD]) expect(logged.join()).not.toContain(secret);
  });
});

/** How many connections to this database wait for a lock. */
async function waiting() {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return row?.count;
}

describe("the last administrator", () => {
  it("cannot go, and of the last two only one can, even at the same time", async () => {
    const admins = [await makePrincipal({ role: "ADMIN" }), await makePrincipal({ role: "ADMIN" })];
    await makeUser({ role: "ADMIN", disabledAt: new Date() }); // a disabled one does not count
    // Both are held until both have come to the place where one has to wait for the other.
    const leaving = await db.$transaction(
      async (tx) => {
        await tx.$queryRaw`SELECT id FROM users FOR UPDATE`;
        const tries = admins.map((admin) => remove(admin).then(String, (error: { reason: string }) => error.reason));
        await vi.waitFor(async () => expect(await waiting()).toBe(2), { timeout: 8000 });
        return { tries };
      },
      { timeout: 10_000 },
    );
    expect((await Promise.all(leaving.tries)).sort()).toEqual(["LAST_ADMIN", "undefined"]);
    expect(await db.user.count({ where: { role: "ADMIN", disabledAt: null } })).toBe(1);
  });
});

describe("at the same time", () => {
  it("of two deletions one counts", async () => {
    const customer = await makePrincipal();
    const answers = await Promise.allSettled([remove(customer), remove(customer)]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await rowOf(customer)).version).toBe(1);
  });

  it("either the password is changed or the account deleted, never a mixture", async () => {
    const customer = await makePrincipal();
    const change = callerOf(customer).account.changePassword({ currentPassword: PASSWORD, newPassword: "long enough" });
    const answers = await Promise.allSettled([change, remove(customer)]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const { deletedAt, version } = await rowOf(customer);
    expect([version, deletedAt !== null]).toEqual([1, answers[1]?.status === "fulfilled"]);
  });

  it("nothing of the person comes back with a call that was under way", async () => {
    const customer = await makePrincipal();
    const order = await makeOrder(customer);
    const before = await rowOf(customer);
    await remove(customer);
    const late = callerOf(customer);
    const scopes = ["orders:read"] as ["orders:read"];
    await expect(late.account.update({ name: "Ada" })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(late.token.create({ name: "Ada's", scopes })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(startSession(before, { address: "192.0.2.9" })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await late.order.cancel({ id: order.id, reason: "Ada" });
    const events = await db.orderEvent.findMany({ where: { orderId: order.id } });
    expect(events.map(({ note }) => note)).toEqual([null, null]);
    expect(await db.credential.count({ where: { userId: customer.userId } })).toBe(0);
  });
});
