import { beforeEach, describe, expect, it } from "vitest";
import { DELETION_WORDS } from "@/domain/account";
import { AdminUser } from "@/domain/admin-user.schema";
import { db } from "@/server/platform/db";
import { checkPassword, createAdmin } from "@/server/services/account";
import { callerOf, makeLogin, makePersonalToken, makePrincipal, makeUser, PASSWORD } from "../setup/factories";
import { query, rest, signIn } from "../setup/http";

const makeAdmin = (name = "An Admin") => makePrincipal({ role: "ADMIN", name });
// Each test has its own administrators: those of other tests lose the role.
beforeEach(() => db.user.updateMany({ data: { role: "CUSTOMER" } }));

describe("admin.user.disable", () => {
  it("rejects calls and sign-ins of the user until it is undone", async () => {
    const admin = callerOf(await makeAdmin()).admin.user;
    const customer = await makePrincipal();
    const { cookie = "" } = await signIn(customer.email, PASSWORD);
    const status = async () => (await query("account.me", undefined, { cookie })).status;
    expect(await status()).toBe(200);
    expect((await admin.disable({ id: customer.userId, disabled: true })).disabledAt).toBeInstanceOf(Date);
    expect(await status()).toBe(401);
    expect((await signIn(customer.email, PASSWORD)).cookie).toBeUndefined();
    expect((await admin.disable({ id: customer.userId, disabled: false })).disabledAt).toBeNull();
    expect((await signIn(customer.email, PASSWORD)).cookie).toBeDefined();
  });

  it("ends sessions and logins for good; personal tokens work again once it is undone", async () => {
    const admin = callerOf(await makeAdmin()).admin.user;
    const customer = await makePrincipal();
    const { cookie = "" } = await signIn(customer.email, PASSWORD);
    const { accessToken, refreshToken } = await makeLogin(customer);
    const personal = await makePersonalToken(customer, "account:read");
    const bearer = async (token: string) => (await rest("GET /me", { token })).status;
    const statuses = async () => [
      (await query("account.me", undefined, { cookie })).status,
      await bearer(accessToken),
      await bearer(personal),
    ];
    expect(await statuses()).toEqual([200, 200, 200]);
    await admin.disable({ id: customer.userId, disabled: true });
    expect(await statuses()).toEqual([401, 401, 401]);
    await admin.disable({ id: customer.userId, disabled: false });
    expect(await statuses()).toEqual([401, 401, 200]);
    expect((await rest("POST /token/refresh", { json: { refreshToken } })).status).toBe(401);
  });

  it("enabling ends the sessions of a user who was disabled in the database", async () => {
    const admin = callerOf(await makeAdmin()).admin.user;
    const customer = await makePrincipal();
    const { cookie = "" } = await signIn(customer.email, PASSWORD);
    await db.user.update({ where: { id: customer.userId }, data: { disabledAt: new Date() } });
    await admin.disable({ id: customer.userId, disabled: false });
    expect((await query("account.me", undefined, { cookie })).status).toBe(401);
  });
});

describe("last administrator", () => {
  it("cannot be disabled or made a customer, not even by themselves", async () => {
    const only = await makeAdmin();
    await makeUser({ role: "ADMIN", disabledAt: new Date() }); // is not an active administrator
    const { user } = callerOf(only).admin;
    const error = { code: "CONFLICT", reason: "LAST_ADMIN" };
    await expect(user.disable({ id: only.userId, disabled: true })).rejects.toMatchObject(error);
    await expect(user.setRole({ id: only.userId, role: "CUSTOMER" })).rejects.toMatchObject(error);
    const second = await makePrincipal();
    expect((await user.setRole({ id: second.userId, role: "ADMIN" })).role).toBe("ADMIN");
    expect((await user.setRole({ id: only.userId, role: "CUSTOMER" })).role).toBe("CUSTOMER");
  });

  it("stays when two administrators remove each other in parallel", async () => {
    for (let round = 0; round < 5; round++) {
      await db.user.updateMany({ data: { role: "CUSTOMER" } });
      const [one, two] = [await makeAdmin(), await makeAdmin()];
      const results = await Promise.allSettled([
        callerOf(one).admin.user.setRole({ id: two.userId, role: "CUSTOMER" }),
        callerOf(two).admin.user.disable({ id: one.userId, disabled: true }),
      ]);
      expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect(await db.user.count({ where: { role: "ADMIN", disabledAt: null } })).toBe(1);
    }
  });
});

describe("deleted user", () => {
  it("is not in the list, and cannot be enabled again", async () => {
    const { user } = callerOf(await makeAdmin()).admin;
    const customer = await makePrincipal();
    await callerOf(customer).account.delete({ confirm: DELETION_WORDS });
    expect((await user.list({ search: "deleted" })).items).toEqual([]);
    const change = { id: customer.userId, disabled: false };
    await expect(user.disable(change)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("admin.user.list", () => {
  it("searches name and email, filters by role, pages newest first, has no secret", async () => {
    const admin = callerOf(await makeAdmin("Ada Finder")).admin.user;
    const users = [];
    for (const n of [1, 2, 3]) users.push(await makePrincipal({ name: `Finder ${n}` }));
    const first = await admin.list({ search: "finder", role: "CUSTOMER", limit: 2 });
    const second = await admin.list({ search: "finder", role: "CUSTOMER", limit: 2, cursor: first.nextCursor });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(users.map(({ userId }) => userId).reverse());
    expect(second.nextCursor).toBeNull();
    expect((await admin.list({ search: users[1]?.email })).items).toHaveLength(1);
    expect(Object.keys(first.items[0] ?? {}).sort()).toEqual(Object.keys(AdminUser.shape).sort());
    expect(Object.keys(AdminUser.shape).filter((field) => /password|hash|secret|version|deleted/i.test(field))).toEqual(
      [],
    );
  });
});

it("createAdmin promotes and enables an existing user", async () => {
  const { id, email } = await makeUser({ disabledAt: new Date() });
  expect(await createAdmin({ email, name: "The Boss", password: "a long password" })).toEqual({ isPasswordSet: false });
  expect(await db.user.findUniqueOrThrow({ where: { id } })).toMatchObject({ role: "ADMIN", disabledAt: null });
});

it("createAdmin gives an account that nobody has proved its own password, and ends every way in", async () => {
  const stranger = await makePrincipal({ emailVerifiedAt: null });
  const { userId: id, email } = stranger;
  await db.factor.create({ data: { kind: "PASSKEY", name: "Key", userId: id } });
  expect(await createAdmin({ email, name: "The Boss", password: "a long password" })).toEqual({ isPasswordSet: true });
  const address = crypto.randomUUID();
  expect(await checkPassword({ email, password: PASSWORD }, address)).toBeNull();
  expect(await checkPassword({ email, password: "a long password" }, address)).toMatchObject({ id });
  expect(await db.credential.count({ where: { userId: id, revokedAt: null } })).toBe(0);
  expect(await db.factor.count({ where: { userId: id } })).toBe(0);
});
