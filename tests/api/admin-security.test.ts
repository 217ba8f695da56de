/** admin.security: all security events with filters, the acts of administrators, and the counts of refusals. */
import { beforeEach, describe, expect, it } from "vitest";
import { changedFields } from "@/domain/security-event";
import type { Principal } from "@/server/auth/principal";
import { db } from "@/server/platform/db";
import { runWithRequestId } from "@/server/platform/request-id";
import { flushSecurityEvents } from "@/server/platform/security-buckets";
import { logRefusal, recordSecurityEvents } from "@/server/platform/security-log";
import { countRefusals } from "@/server/services/admin-security";
import { logged } from "../setup/database";
import { callerOf, makePrincipal, makeUser } from "../setup/factories";
import { readActs } from "./acts";

let admin: Principal;
const security = () => callerOf(admin).admin.security;
const list = async (filters: Parameters<ReturnType<typeof security>["list"]>[0] = {}) => {
  await flushSecurityEvents();
  return (await security().list({ limit: 100, ...filters })).items;
};
const from = (address: string, id: string, work: () => void) => runWithRequestId({ id, address }, work);
const actsOn = (targetId: string) => readActs(admin, targetId);

beforeEach(async () => {
  await flushSecurityEvents();
  await db.securityEvent.deleteMany();
  admin = await makePrincipal({ role: "ADMIN", name: "Ada Admin" });
});

describe("admin.security.list", () => {
  it("has every event with its user, client and request id, newest first", async () => {
    const user = await makePrincipal({ name: "Robin" });
    from("192.0.2.77", "request-1", () => logRefusal("password.refused", { userId: user.userId }));
    const [newest, ...others] = await list();
    expect(newest).toMatchObject({
      ...{ kind: "password.refused", title: "Wrong current password", category: "refusal" },
      ...{ address: "192.0.2.77", requestId: "request-1" },
      user: { id: user.userId, name: "Robin", email: user.email },
    });
    expect(others.map(({ kind }) => kind)).toEqual(["sign-in", "sign-in"]);
  });

  it.each<[string, (user: { id: string; email: string }) => Parameters<typeof list>[0]]>([
    ["a kind", () => ({ kind: "password.refused" })],
    ["a category", () => ({ category: "refusal" })],
    ["a user's id", ({ id }) => ({ user: id })],
    ["a user's email in any spelling", ({ email }) => ({ user: ` ${email.toUpperCase()} ` })],
    ["an address", () => ({ address: "192.0.2.78" })],
    ["a request id", () => ({ requestId: "request-2" })],
    [
      "all of them",
      ({ id }) => ({ kind: "password.refused", user: id, address: "192.0.2.78", requestId: "request-2" }),
    ],
  ])("finds what has %s, and nothing else", async (_name, filterOf) => {
    const user = await makeUser();
    from("192.0.2.78", "request-2", () => logRefusal("password.refused", { userId: user.id }));
    expect(await list(filterOf(user))).toMatchObject([{ user: { id: user.id }, requestId: "request-2" }]);
  });

  it("finds the attempts on an email without an account, which it does not show", async () => {
    from("192.0.2.79", "request-3", () => logRefusal("sign-in.refused", { email: "nobody@example.test" }));
    const [found, ...others] = await list({ user: "Nobody@example.test" });
    expect([found, others]).toMatchObject([{ user: null, hasEmail: true }, []]);
    expect(JSON.stringify(found)).not.toContain("nobody");
  });

  it.each([
    [1, 1],
    [7, 2],
    [30, 3],
    [180, 4],
  ] as const)("of the last %i days has %i of 4 events", async (days, count) => {
    const ages = [0.5, 6, 29, 179];
    await db.securityEvent.createMany({
      data: ages.map((age) => ({
        ...{ id: crypto.randomUUID(), kind: "token.refused", category: "refusal", address: "192.0.2.80" },
        createdAt: new Date(Date.now() - age * 86_400_000),
      })),
    });
    expect(await list({ days, address: "192.0.2.80" })).toHaveLength(count);
  });
});

describe("an act of an administrator is recorded with what it has changed", () => {
  const by = () => ({ user: { id: admin.userId, name: "Ada Admin" } });

  it("disabling and enabling a user", async () => {
    const user = await makeUser({ name: "Robin" });
    for (const disabled of [true, false, false]) await callerOf(admin).admin.user.disable({ id: user.id, disabled });
    expect(await actsOn(user.id)).toMatchObject([
      { kind: "user.enabled", ...by(), changes: [{ field: "disabled", before: "true", after: "false" }] },
      {
        kind: "user.disabled",
        target: { name: "Robin" },
        changes: [{ field: "disabled", before: "false", after: "true" }],
      },
    ]);
  });

  it("a role", async () => {
    const { id } = await makeUser();
    await callerOf(admin).admin.user.setRole({ id, role: "ADMIN" });
    expect(await actsOn(id)).toMatchObject([
      { kind: "user.role-changed", ...by(), changes: [{ field: "role", before: "CUSTOMER", after: "ADMIN" }] },
    ]);
  });

  it("a very long text, cut", async () => {
    const { userId } = await makePrincipal();
    const changes = changedFields({ text: "short" }, { text: "x".repeat(2000) });
    await db.$transaction((tx) =>
      recordSecurityEvents(tx, { kind: "user.role-changed", userId: admin.userId, targetId: userId, changes }),
    );
    expect((await actsOn(userId))[0]?.changes).toEqual([{ field: "text", before: "short", after: "x".repeat(200) }]);
  });

  it("and one that fails leaves neither an event nor a line", async () => {
    await db.user.updateMany({ where: { id: { not: admin.userId } }, data: { role: "CUSTOMER" } });
    logged.length = 0;
    const demoted = callerOf(admin).admin.user.setRole({ id: admin.userId, role: "CUSTOMER" });
    await expect(demoted).rejects.toMatchObject({ reason: "LAST_ADMIN" });
    expect(await list({ category: "act" })).toEqual([]);
    expect(logged.filter((line) => line.includes("role"))).toEqual([]);
  });
});

describe("admin.security.refusals", () => {
  const NOW = Date.parse("2026-03-04T14:30:00Z");
  const add = (kind: string, time: string, count = 1, category = "refusal") =>
    db.securityEvent.create({
      data: { id: crypto.randomUUID(), kind, category, count, createdAt: new Date(time) },
    });

  it("counts refusals by kind and day, the most frequent kind first, and nothing else", async () => {
    await add("token.refused", "2026-03-04T00:00:00Z", 5);
    await add("token.refused", "2026-03-03T23:59:59Z", 2);
    await add("cors.refused", "2026-03-04T14:00:00Z", 9);
    await add("cors.refused", "2026-02-25T23:59:59Z", 100); // before the first day
    await add("sign-in", "2026-03-04T14:00:00Z", 7, "account");
    const { kinds, periods } = await countRefusals(7, NOW);
    expect(kinds).toEqual([
      { kind: "cors.refused", title: "Call from an unlisted origin", count: 9 },
      { kind: "token.refused", title: "Invalid access token", count: 7 },
    ]);
    expect(periods).toHaveLength(7);
    expect(periods.slice(-2)).toEqual([
      { start: new Date("2026-03-03"), counts: { "token.refused": 2 } },
      { start: new Date("2026-03-04"), counts: { "token.refused": 5, "cors.refused": 9 } },
    ]);
  });

  it("of one day are counted by hour", async () => {
    await add("token.refused", "2026-03-04T14:10:00Z", 3);
    const { periods } = await countRefusals(1, NOW);
    expect(periods).toHaveLength(24);
    expect(periods.at(-1)).toEqual({ start: new Date("2026-03-04T14:00:00Z"), counts: { "token.refused": 3 } });
  });
});
