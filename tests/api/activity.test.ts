/** activity.list: a user's own security events. tests/http/security-events.test.ts has how they are recorded. */
import { describe, expect, it } from "vitest";
import { DELETION_WORDS } from "@/domain/account";
import type { Principal } from "@/server/auth/principal";
import { db } from "@/server/platform/db";
import { flushSecurityEvents } from "@/server/platform/security-buckets";
import { logRefusal } from "@/server/platform/security-log";
import { eraseActivity, exportActivity } from "@/server/services/activity";
import { startSession } from "@/server/services/session";
import { makePasskey } from "../setup/authenticator";
import { ALL_SCOPES, callerOf, makePersonalToken, makePrincipal } from "../setup/factories";
import { makeApp } from "../setup/factors";

const titlesOf = async (user: Principal) => (await callerOf(user).activity.list({})).items.map(({ title }) => title);

describe("activity.list", () => {
  it("has the caller's own events only, newest first, in words", async () => {
    const [user, other] = [await makePrincipal(), await makePrincipal()];
    await makePersonalToken(user, ALL_SCOPES[0]);
    await makePersonalToken(other, ALL_SCOPES[0]);
    expect(await titlesOf(user)).toEqual(["Access token created", "Signed in"]);
    const { items } = await callerOf(user).activity.list({});
    expect(items[0]).toMatchObject({
      kind: "token.created",
      category: "account",
      count: 1,
      details: { name: "Script" },
    });
  });

  it("says by what the user has signed in, as the list of sessions does", async () => {
    const user = await makePrincipal();
    for (const method of ["password", "passkey", "github"]) {
      await startSession({ id: user.userId, accessVersion: 0, method }, { address: "192.0.2.1" });
    }
    const ways = ["GitHub", "a passkey", "a password"];
    expect(await titlesOf(user)).toEqual([...ways.map((way) => `Signed in with ${way}`), "Signed in"]);
    const { items } = await callerOf(user).session.list();
    expect(items.map(({ method }) => method).sort()).toEqual([...ways, null].sort());
  });

  it("has the failures of strangers at the account, but not what they sent", async () => {
    const user = await makePrincipal();
    logRefusal("sign-in.refused", { email: user.email, why: "wrong password", hint: "<script>" });
    await flushSecurityEvents();
    const { items } = await callerOf(user).activity.list({});
    expect(items.find(({ kind }) => kind === "sign-in.refused")).toMatchObject({
      title: "Failed sign-in",
      details: {},
    });
  });

  it("says which factor was added or removed, and by what somebody signed in", async () => {
    const user = await makePrincipal();
    const { id } = await makeApp(user);
    await callerOf(user).factor.remove({ id });
    await makePasskey(user);
    const event = { kind: "sign-in", category: "account", userId: user.userId, details: { method: "github" } };
    await db.securityEvent.create({ data: { id: crypto.randomUUID(), ...event } });
    expect((await titlesOf(user)).slice(0, 4)).toEqual([
      "Signed in with GitHub",
      "Passkey added",
      "Authenticator app removed",
      "Authenticator app added",
    ]);
  });

  it("has what an administrator did to the account, without that administrator's address", async () => {
    const [user, admin] = [await makePrincipal(), await makePrincipal({ role: "ADMIN" })];
    await callerOf(admin).admin.user.setRole({ id: user.userId, role: "ADMIN" });
    const { items } = await callerOf(user).activity.list({});
    expect(items[0]).toMatchObject({ title: "Role changed by an administrator", address: null, device: null });
  });

  it("pages through more events than fit, each once", async () => {
    const user = await makePrincipal();
    for (let time = 0; time < 6; time++) await makePersonalToken(user, ALL_SCOPES[0]);
    const first = await callerOf(user).activity.list({ limit: 4 });
    const second = await callerOf(user).activity.list({ limit: 4, cursor: first.nextCursor });
    expect(second.nextCursor).toBeNull();
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(7);
  });

  it("shows a kind that the product no longer has by its name", async () => {
    const user = await makePrincipal();
    await db.securityEvent.create({
      data: { id: crypto.randomUUID(), kind: "old.kind", category: "act", userId: user.userId },
    });
    expect(await titlesOf(user)).toContain("old.kind");
  });
});

describe("a deleted account", () => {
  it("leaves one event, of the deletion, without network and device", async () => {
    const user = await makePrincipal();
    await makePersonalToken(user, ALL_SCOPES[0]);
    expect((await exportActivity(user.userId)).items).toHaveLength(2);
    await callerOf(user).account.delete({ confirm: DELETION_WORDS });
    await flushSecurityEvents();
    expect(await db.securityEvent.findMany({ where: { userId: user.userId } })).toMatchObject([
      { kind: "account.deleted", address: null, device: null },
    ]);
  });

  it("of an administrator leaves the acts on others, without network and device", async () => {
    const [admin, user] = [await makePrincipal({ role: "ADMIN" }), await makePrincipal()];
    await callerOf(admin).admin.user.disable({ id: user.userId, disabled: true });
    await db.securityEvent.updateMany({
      where: { userId: admin.userId },
      data: { address: "192.0.2.1", device: "curl" },
    });
    await eraseActivity(db, admin.userId);
    expect(await db.securityEvent.findMany({ where: { userId: admin.userId } })).toMatchObject([
      { kind: "user.disabled", targetId: user.userId, address: null, device: null, requestId: null },
    ]);
  });
});
