/** Where somebody is signed in, as they see it and end it. tests/http/own-sessions.test.ts has the browsers. */
import { describe, expect, it } from "vitest";
import { describeDevice } from "@/server/auth/device";
import { db } from "@/server/platform/db";
import { findSession, startSession } from "@/server/services/session";
import { MAX_SESSIONS_SHOWN } from "@/server/services/session-list";
import { callerOf, makeLogin, makePersonalToken, makePrincipal } from "../setup/factories";

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const userOf = ({ userId }: { userId: string }) => db.user.findUniqueOrThrow({ where: { id: userId } });

describe("a device in words", () => {
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
  ])("%s is %s", (userAgent, words) => {
    expect(describeDevice(userAgent)).toBe(words);
  });
});

describe("my sessions", () => {
  it("are the browsers and logins that still count: this one first, then those seen last", async () => {
    const customer = await makePrincipal();
    const user = await userOf(customer);
    const other = await startSession(user, { address: "198.51.100.4", userAgent: FIREFOX });
    const ended = await startSession(user, { address: "198.51.100.5" });
    await makeLogin(customer);
    await makePersonalToken(customer, "orders:read");
    await findSession(customer.credentialId);
    await findSession(other);
    await db.credential.update({ where: { id: ended }, data: { expiresAt: new Date() } });

    const { items, more } = await callerOf(customer).session.list();
    expect(more).toBe(0);
    expect(items.map(({ id, kind, isCurrent }) => [id, kind, isCurrent])).toEqual([
      [customer.credentialId, "SESSION", true],
      [other, "SESSION", false],
      [expect.any(String), "LOGIN", false],
    ]);
    expect(items[1]).toMatchObject({ device: "Firefox on Linux", address: "198.51.100.4" });
    expect(Object.keys(items[1] ?? {}).sort()).toEqual(
      ["address", "createdAt", "device", "id", "isCurrent", "kind", "lastSeenAt"].sort(),
    );
  });

  it("are shown up to a hundred, and the rest is counted", async () => {
    const customer = await makePrincipal();
    await findSession(customer.credentialId);
    const later = new Date(Date.now() + 60_000);
    const row = { userId: customer.userId, idleExpiresAt: later, expiresAt: later };
    await db.credential.createMany({ data: Array(MAX_SESSIONS_SHOWN + 4).fill(row) });
    const { items, more } = await callerOf(customer).session.list();
    expect([items.length, more, items[0]?.isCurrent]).toEqual([MAX_SESSIONS_SHOWN, 5, true]);
  });

  it("keep of a browser's name 300 characters, and none that would break a line", async () => {
    const customer = await makePrincipal();
    const id = await startSession(await userOf(customer), {
      address: "unknown",
      userAgent: `a\r\nb${"c".repeat(500)}`,
    });
    expect((await db.credential.findUniqueOrThrow({ where: { id } })).userAgent).toBe(`ab${"c".repeat(298)}`);
  });

  it("end one by one, once, and never a personal token", async () => {
    const customer = await makePrincipal();
    const other = await startSession(await userOf(customer), { address: "unknown" });
    await callerOf(customer).session.revoke({ id: other });
    expect(await findSession(other)).toBeNull();
    expect(await findSession(customer.credentialId)).not.toBeNull();
    const { id: token } = await callerOf(customer).token.create({ name: "Script", scopes: ["orders:read"] });
    for (const id of [other, token]) {
      await expect(callerOf(customer).session.revoke({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    expect((await callerOf(customer).token.list()).items).toHaveLength(1);
  });

  it("end all but this one, and nobody else's", async () => {
    const [customer, stranger] = [await makePrincipal(), await makePrincipal()];
    const other = await startSession(await userOf(customer), { address: "unknown" });
    await makeLogin(customer);
    await makePersonalToken(customer, "orders:read");
    expect(await callerOf(customer).session.revokeOthers({})).toEqual({ count: 2 });
    const alive = await Promise.all([customer.credentialId, other, stranger.credentialId].map(findSession));
    expect(alive.map(Boolean)).toEqual([true, false, true]);
    expect((await callerOf(customer).token.list()).items).toHaveLength(1);
    expect(await callerOf(customer).session.revokeOthers({})).toEqual({ count: 0 });
  });
});
