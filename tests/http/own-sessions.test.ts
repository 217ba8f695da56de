/** Two browsers of one customer, and what the one can do about the other. */
import { describe, expect, it } from "vitest";
import { DELETION_WORDS } from "@/domain/account";
import { db } from "@/server/platform/db";
import { makeUser, PASSWORD } from "../setup/factories";
import { clientOf, errorOf, mutate, query, rest, signIn, signOut } from "../setup/http";

const CHROME =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0";
const statusOf = async (cookie: string) => (await query("account.me", undefined, { cookie })).status;

async function browserOf(email: string, headers: Record<string, string> = {}) {
  const { cookie } = await signIn(email, PASSWORD, headers);
  if (!cookie) throw new Error("sign-in failed");
  return { cookie, client: clientOf(cookie) };
}

describe("a customer with two browsers", () => {
  it("sees what and where they are, as far as the network, and which one this is", async () => {
    const { email } = await makeUser();
    const here = await browserOf(email);
    await browserOf(email, { "user-agent": CHROME, "x-forwarded-for": "2001:db8:1:2:3:4:5:6, 127.0.0.1" });
    const { items } = await here.client.session.list.query();
    expect(items.map(({ device, address, isCurrent }) => ({ device, address, isCurrent }))).toEqual([
      { device: "Unknown device", address: expect.stringMatching(/^10\./), isCurrent: true },
      { device: "Chrome on macOS", address: "2001:db8:1:2::/64", isCurrent: false },
    ]);
  });

  it("sees logins beside them, with the program that logged in", async () => {
    const { email } = await makeUser();
    const here = await browserOf(email);
    const headers = { "user-agent": "curl/8.5.0" };
    await rest("POST /login", { json: { email, password: PASSWORD }, headers });
    const { items } = await here.client.session.list.query();
    expect(items[1]).toMatchObject({ kind: "LOGIN", device: "curl", address: expect.stringMatching(/^10\./) });
  });

  it("ends the one from the other: it is out on its next call, and nobody else is", async () => {
    const { email } = await makeUser();
    const [here, there] = [await browserOf(email), await browserOf(email)];
    const stranger = await browserOf((await makeUser()).email);
    const { items } = await here.client.session.list.query();
    const id = items.find(({ isCurrent }) => !isCurrent)?.id ?? "";
    expect((await mutate("session.revoke", { id }, { cookie: stranger.cookie })).status).toBe(404);
    await here.client.session.revoke.mutate({ id });
    expect(await Promise.all([here, there, stranger].map(({ cookie }) => statusOf(cookie)))).toEqual([200, 401, 200]);
  });

  it("changes the password in one: that one stays in, the other and a copy of its cookie do not", async () => {
    const { email } = await makeUser();
    const [here, there] = [await browserOf(email), await browserOf(email)];
    await here.client.account.changePassword.mutate({ currentPassword: PASSWORD, newPassword: "another long one" });
    expect(await Promise.all([here, there].map(({ cookie }) => statusOf(cookie)))).toEqual([200, 401]);
    expect((await signIn(email, PASSWORD)).response.status).toBe(401);
    expect((await signIn(email, "another long one")).cookie).toBeTruthy();
  });

  it("is told of a wrong password at the field, and stays signed in", async () => {
    const { cookie } = await browserOf((await makeUser()).email);
    const input = { currentPassword: "wrong", newPassword: "another long one" };
    const answer = await mutate("account.changePassword", input, { cookie });
    expect(answer.status).toBe(400);
    expect((await errorOf(answer)).data).toMatchObject({
      reason: "WRONG_PASSWORD",
      issues: [{ path: "currentPassword" }],
    });
    expect(await statusOf(cookie)).toBe(200);
  });

  it("deletes the account in one: both are out, and signing out takes the dead cookie away", async () => {
    const { email, id } = await makeUser();
    const [here, there] = [await browserOf(email), await browserOf(email)];
    await here.client.account.delete.mutate({ currentPassword: PASSWORD, confirm: DELETION_WORDS });
    expect(await Promise.all([here, there].map(({ cookie }) => statusOf(cookie)))).toEqual([401, 401]);
    expect(await db.credential.count({ where: { userId: id } })).toBe(0);
    const cleared = (await signOut(here.cookie)).headers.getSetCookie().join();
    expect(cleared).toMatch(/roundtrip\.session=;[^,]*(Max-Age=0|Expires=Thu, 01 Jan 1970)/);
  });
});
