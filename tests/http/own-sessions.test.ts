/** A user with several sessions: the list, and ending one from another. */
import { describe, expect, it } from "vitest";
import { DELETION_WORDS } from "@/domain/account";
import { db } from "@/server/platform/db";
import { makeUser, PASSWORD } from "../setup/factories";
import { clientOf, errorOf, mutate, query, rest, signIn, signOut } from "../setup/http";

const CHROME =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0";
const statusOf = async (cookie: string) => (await query("account.me", undefined, { cookie })).status;

async function openBrowser(email: string, headers: Record<string, string> = {}) {
  const { cookie } = await signIn(email, PASSWORD, headers);
  if (!cookie) throw new Error("sign-in failed");
  return { cookie, client: clientOf(cookie) };
}

describe("sessions of one user", () => {
  it("the list shows device, network and the current session", async () => {
    const { email } = await makeUser();
    const here = await openBrowser(email);
    await openBrowser(email, { "user-agent": CHROME, "x-forwarded-for": "2001:db8:1:2:3:4:5:6, 127.0.0.1" });
    const { items } = await here.client.session.list.query();
    expect(items.map(({ device, address, isCurrent }) => ({ device, address, isCurrent }))).toEqual([
      { device: "Unknown device", address: expect.stringMatching(/^10\./), isCurrent: true },
      { device: "Chrome on macOS", address: "2001:db8:1:2::/64", isCurrent: false },
    ]);
  });

  it("the list includes API logins, with the program as the device", async () => {
    const { email } = await makeUser();
    const here = await openBrowser(email);
    const headers = { "user-agent": "curl/8.5.0" };
    await rest("POST /login", { json: { email, password: PASSWORD }, headers });
    const { items } = await here.client.session.list.query();
    expect(items[1]).toMatchObject({ kind: "LOGIN", device: "curl", address: expect.stringMatching(/^10\./) });
  });

  it("revoke: ends that session only; another user's is 404", async () => {
    const { email } = await makeUser();
    const [here, there] = [await openBrowser(email), await openBrowser(email)];
    const other = await openBrowser((await makeUser()).email);
    const { items } = await here.client.session.list.query();
    const id = items.find(({ isCurrent }) => !isCurrent)?.id ?? "";
    expect((await mutate("session.revoke", { id }, { cookie: other.cookie })).status).toBe(404);
    await here.client.session.revoke.mutate({ id });
    expect(await Promise.all([here, there, other].map(({ cookie }) => statusOf(cookie)))).toEqual([200, 401, 200]);
  });

  it("change password: the current session stays, the others end", async () => {
    const { email } = await makeUser();
    const [here, there] = [await openBrowser(email), await openBrowser(email)];
    await here.client.account.changePassword.mutate({ newPassword: "another long one" });
    expect(await Promise.all([here, there].map(({ cookie }) => statusOf(cookie)))).toEqual([200, 401]);
    expect((await signIn(email, PASSWORD)).response.status).toBe(401);
    expect((await signIn(email, "another long one")).cookie).toBeTruthy();
  });

  it("a wrong proof is an issue of its field, the session stays", async () => {
    const { cookie } = await openBrowser((await makeUser()).email);
    const response = await mutate("proof.give", { password: "wrong" }, { cookie });
    expect(response.status).toBe(400);
    expect((await errorOf(response)).data).toMatchObject({ reason: "WRONG_PASSWORD", issues: [{ path: "password" }] });
    expect(await statusOf(cookie)).toBe(200);
  });

  it("delete account: all sessions end, and signing out clears the cookie", async () => {
    const { email, id } = await makeUser();
    const [here, there] = [await openBrowser(email), await openBrowser(email)];
    await here.client.account.delete.mutate({ confirm: DELETION_WORDS });
    expect(await Promise.all([here, there].map(({ cookie }) => statusOf(cookie)))).toEqual([401, 401]);
    expect(await db.credential.count({ where: { userId: id } })).toBe(0);
    const cleared = (await signOut(here.cookie)).headers.getSetCookie().join();
    expect(cleared).toMatch(/roundtrip\.session-\w+=;[^,]*(Max-Age=0|Expires=Thu, 01 Jan 1970)/);
  });
});
