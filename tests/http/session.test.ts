/** Browser sessions: expiry, revocation and forgery. */
import { describe, expect, it } from "vitest";
import { db } from "@/server/platform/db";
import { makeUser, PASSWORD } from "../setup/factories";
import { clientOf, csrfOf, post, query, send, signIn, signOut } from "../setup/http";

const credentialsOf = (userId: string) => db.credential.findMany({ where: { userId } });
const statusOf = async (cookie: string) => (await query("account.me", undefined, { cookie })).status;

async function openSession() {
  const user = await makeUser();
  const { cookie } = await signIn(user.email, PASSWORD);
  if (!cookie) throw new Error("sign-in failed");
  return { user, cookie };
}

describe("session", () => {
  it("sign-out ends it, also for a copy of the cookie", async () => {
    const { cookie } = await openSession();
    expect(await statusOf(cookie)).toBe(200);
    await signOut(cookie);
    expect(await statusOf(cookie)).toBe(401);
  });

  it("revocation ends it at once", async () => {
    const { user, cookie } = await openSession();
    await db.credential.updateMany({ where: { userId: user.id }, data: { revokedAt: new Date() } });
    expect(await statusOf(cookie)).toBe(401);
  });

  it("disabling its user ends it at once", async () => {
    const { user, cookie } = await openSession();
    await db.user.update({ where: { id: user.id }, data: { disabledAt: new Date() } });
    expect(await statusOf(cookie)).toBe(401);
  });

  it("expires after 14 days without use, and after 60 days in any case", async () => {
    const { user, cookie } = await openSession();
    const days = 86_400_000;
    const [credential] = await credentialsOf(user.id);
    expect((credential?.idleExpiresAt.getTime() ?? 0) - Date.now()).toBeCloseTo(14 * days, -5);
    expect((credential?.expiresAt.getTime() ?? 0) - Date.now()).toBeCloseTo(60 * days, -5);

    const past = new Date(Date.now() - 1000);
    await db.credential.updateMany({ where: { userId: user.id }, data: { idleExpiresAt: past } });
    expect(await statusOf(cookie)).toBe(401);
    await db.credential.updateMany({
      where: { userId: user.id },
      data: { idleExpiresAt: new Date(Date.now() + days), expiresAt: past },
    });
    expect(await statusOf(cookie)).toBe(401);
  });

  it("use extends the idle limit, not the absolute one", async () => {
    const { user, cookie } = await openSession();
    const [before] = await credentialsOf(user.id);
    const soon = new Date(Date.now() + 60_000);
    const longAgo = new Date(Date.now() - 86_400_000);
    await db.credential.updateMany({ where: { userId: user.id }, data: { idleExpiresAt: soon, lastUsedAt: longAgo } });
    await statusOf(cookie);
    const [after] = await credentialsOf(user.id);
    expect(after?.idleExpiresAt.getTime()).toBeGreaterThan(soon.getTime() + 86_400_000);
    expect(after?.expiresAt).toEqual(before?.expiresAt);
  });

  it("cannot be forged, nor changed by a POST to next-auth", async () => {
    const { user, cookie } = await openSession();
    const victim = await openSession();
    expect(await statusOf(`${cookie.slice(0, -6)}AAAAAA`)).toBe(401);
    const [name] = cookie.split("=");
    expect(await statusOf(`${name}=nonsense`)).toBe(401);

    const csrf = await csrfOf(cookie);
    const [stolen] = await credentialsOf(victim.user.id);
    const data = { sid: stolen?.id, sub: victim.user.id, role: "ADMIN" };
    const update = JSON.stringify({ csrfToken: csrf.csrfToken, data });
    const response = await post("/api/auth/session", update, { cookie: csrf.cookie });
    expect([response.status, response.headers.getSetCookie()]).toEqual([405, []]);
    expect(await clientOf(cookie).account.me.query()).toMatchObject({ id: user.id, role: "CUSTOMER" });
  });

  it("next-auth's session endpoint shows name and email, and nothing after sign-out", async () => {
    const { user, cookie } = await openSession();
    const session = async () => (await send("/api/auth/session", { cookie })).json();
    expect(await session()).toEqual({ expires: expect.any(String), user: { name: user.name, email: user.email } });
    await signOut(cookie);
    const ended = await send("/api/auth/session", { cookie });
    expect(await ended.json()).toEqual({});
    expect(ended.headers.getSetCookie().join()).not.toMatch(/roundtrip\.session-\w+=ey/);
  });

  it("sign-out ends it although a cookie with a similar name is sent", async () => {
    const { cookie } = await openSession();
    await signOut(`${cookie}; ${cookie.split("=")[0]}.1=junk`);
    expect(await statusOf(cookie)).toBe(401);
  });

  it("a new sign-in of the same browser ends it", async () => {
    const { user, cookie } = await openSession();
    const again = await signIn(user.email, PASSWORD, {}, cookie);
    expect([await statusOf(cookie), await statusOf(again.cookie ?? "")]).toEqual([401, 200]);
  });
});
