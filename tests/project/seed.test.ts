/** The users of a new installation, and its first administrator. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { hashPassword, verifyPassword } from "@/server/auth/password";
import { db } from "@/server/platform/db";
import { root } from "../setup/scripts";
import { script } from "../setup/server-script";

const [, DEMO_PASSWORD = ""] = /DEMO_PASSWORD = "(.+)"/.exec(readFileSync(join(root, "prisma/seed.ts"), "utf8")) ?? [];

const readUsers = () => db.user.findMany({ orderBy: { id: "asc" } });

it("production: the seed creates no user; admin:create the first administrator", async () => {
  expect(script("prisma/seed.ts", { NODE_ENV: "production" })).toMatchObject({ status: 0 });
  expect(await db.user.count()).toBe(0);

  const made = script("scripts/admin-create.ts", {}, ["Boss@example.test", "The Boss"], "a long password\n");
  expect(made).toMatchObject({ status: 0, output: expect.stringContaining("boss@example.test is an administrator") });
  expect(made.output).not.toContain("a long password");
  expect(await readUsers()).toMatchObject([{ email: "boss@example.test", name: "The Boss", role: "ADMIN" }]);

  const refused = script("scripts/admin-create.ts", { ADMIN_PASSWORD: "short" }, ["nobody"]);
  expect(refused).toMatchObject({ status: 1, output: expect.stringContaining("email") });
  await db.user.deleteMany();
});

it("development: the seed creates the demo users; a second run changes none", async () => {
  expect(script("prisma/seed.ts")).toMatchObject({ status: 0 });
  const users = await readUsers();
  const roles = Object.fromEntries(users.map(({ email, role }) => [email, role]));
  expect(roles).toMatchObject({
    "admin@example.com": "ADMIN",
    "customer@example.com": "CUSTOMER",
    "other@example.com": "CUSTOMER",
  });
  expect(script("prisma/seed.ts")).toMatchObject({ status: 0 });
  expect(await readUsers()).toEqual(users);
});

it("development: a demo user with another password, as of before a new name, gets the demo password", async () => {
  const where = { email: "customer@example.com" };
  await db.user.update({ where, data: { passwordHash: await hashPassword("the password of before") } });
  expect(script("prisma/seed.ts")).toMatchObject({ status: 0 });
  const user = await db.user.findUniqueOrThrow({ where });
  expect(await verifyPassword(user.passwordHash, DEMO_PASSWORD)).toBe(true);
});
