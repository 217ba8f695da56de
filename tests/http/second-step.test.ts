/** The second step of a sign-in over HTTP: by cookie in a browser, by a challenge over REST. */
import { describe, expect, it } from "vitest";
import { signAccessToken } from "@/server/auth/access-token";
import type { Principal } from "@/server/auth/principal";
import { db } from "@/server/platform/db";
import { findSession } from "@/server/services/caller";
import { logged } from "../setup/database";
import { callerOf, makePrincipal, PASSWORD } from "../setup/factories";
import { makeApp, nextCode } from "../setup/factors";
import { clientOf, errorOf, expectProblem, rest, submitSignIn } from "../setup/http";

async function makeOwner() {
  const owner = await makePrincipal();
  return { owner, ...(await makeApp(owner)) };
}
const firstStep = ({ email }: { email: string }, headers = {}) => submitSignIn({ email, password: PASSWORD }, headers);

describe("sign-in by cookie", () => {
  it("goes on with a code in the same browser: then there is a session", async () => {
    const { owner, secret } = await makeOwner();
    const first = await firstStep(owner);
    expect(first.response.status).toBe(401);
    expect((await errorOf(first.response)).data).toMatchObject({
      reason: "SECOND_FACTOR_REQUIRED",
      proof: { methods: ["TOTP", "RECOVERY_CODE"] },
    });
    expect(first.cookieOf("session")).toBeUndefined();

    const second = await submitSignIn({ code: await nextCode(secret) }, {}, first.cookieOf("second-step"));
    expect(second.response.status).toBe(200);
    expect(await clientOf(second.cookieOf("session")).account.me.query()).toMatchObject({ id: owner.userId });
    expect(second.response.headers.getSetCookie().join("\n")).toMatch(/roundtrip\.second-step-\w+=; Max-Age=0/);
  });

  it("keeps the challenge in an HttpOnly cookie for ten minutes, over https with the prefix __Host-", async () => {
    const { owner } = await makeOwner();
    const first = await firstStep(owner);
    const line = first.response.headers.getSetCookie().find((it) => it.includes("second-step"));
    expect(line).toMatch(/^roundtrip\.second-step-\w{8}=rtc_\w+; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(await first.response.text()).not.toContain("rtc_");
    expect(logged.join()).not.toContain("rtc_");

    const secure = await firstStep(owner, { "x-forwarded-proto": "https" });
    const secureLine = secure.response.headers.getSetCookie().find((it) => it.includes("second-step"));
    expect(secureLine).toMatch(/^__Host-roundtrip\.second-step=rtc_\w+; Max-Age=600; Path=\/; HttpOnly; Secure;/);
  });

  it("is bound to the browser: a code without its cookie starts nothing", async () => {
    const { owner, secret } = await makeOwner();
    await firstStep(owner);
    const elsewhere = await submitSignIn({ code: await nextCode(secret) });
    expect([elsewhere.response.status, (await errorOf(elsewhere.response)).data.reason]).toEqual([
      401,
      "SECOND_STEP_EXPIRED",
    ]);
    expect(elsewhere.cookieOf("session")).toBeUndefined();
  });

  it("a wrong code is 401, and the next try goes on", async () => {
    const { owner, secret } = await makeOwner();
    const challenge = (await firstStep(owner)).cookieOf("second-step");
    const wrong = await submitSignIn({ code: "000000" }, {}, challenge);
    expect([wrong.response.status, (await errorOf(wrong.response)).data.reason]).toEqual([401, "WRONG_CODE"]);
    expect((await submitSignIn({ code: await nextCode(secret) }, {}, challenge)).response.status).toBe(200);
  });

  it("a wrong password is answered as without a factor", async () => {
    const { owner } = await makeOwner();
    const answerOf = async (email: string) => {
      const { response } = await submitSignIn({ email, password: "wrong" });
      return [response.status, await response.text(), response.headers.getSetCookie().join().includes("second-step")];
    };
    expect(await answerOf(owner.email)).toEqual(await answerOf((await makePrincipal()).email));
  });
});

describe("login over REST", () => {
  it("answers 401 with a challenge, which a code exchanges for tokens", async () => {
    const { owner, secret } = await makeOwner();
    const refused = await rest("POST /login", { json: { email: owner.email, password: PASSWORD } });
    const { proof } = await expectProblem(refused, 401, { reason: "SECOND_FACTOR_REQUIRED" });
    expect(proof).toEqual({ methods: ["TOTP", "RECOVERY_CODE"], challenge: expect.stringMatching(/^rtc_/) });
    const json = { challenge: proof.challenge, code: await nextCode(secret) };
    const { accessToken } = await (await rest("POST /login/second-step", { json })).json();
    expect((await rest("GET /me", { token: accessToken })).status).toBe(200);
    await expectProblem(await rest("POST /login/second-step", { json }), 401, { reason: "SECOND_STEP_EXPIRED" });
  });

  it("a challenge is no bearer token", async () => {
    const { owner } = await makeOwner();
    const refused = await rest("POST /login", { json: { email: owner.email, password: PASSWORD } });
    const { proof } = await refused.json();
    expect((await rest("GET /me", { token: proof.challenge })).status).toBe(401);
    expect(await db.credential.count({ where: { userId: owner.userId, kind: "LOGIN" } })).toBe(0);
  });
});

describe("a private device", () => {
  const SECURE = { "x-forwarded-proto": "https" };

  async function makeDevice(headers = {}) {
    const { owner, secret } = await makeOwner();
    const challenge = (await firstStep(owner, headers)).cookieOf("second-step");
    const fields = { code: await nextCode(secret), privateDevice: "true" };
    const second = await submitSignIn(fields, headers, challenge);
    return { owner, second, device: second.cookieOf("device") };
  }
  const signInThere = ({ email }: { email: string }, device: string | undefined) =>
    submitSignIn({ email, password: PASSWORD }, {}, device);

  it("needs no second step for 30 days; the password is still needed", async () => {
    const { owner, device } = await makeDevice();
    expect((await signInThere(owner, device)).cookieOf("session")).toBeTruthy();
    expect((await submitSignIn({ email: owner.email, password: "wrong" }, {}, device)).response.status).toBe(401);
    expect((await signInThere(owner, undefined)).response.status).toBe(401); // another browser
    const later = { expiresAt: new Date(Date.now() - 1) };
    await db.credential.updateMany({ where: { userId: owner.userId, kind: "DEVICE" }, data: later });
    expect((await signInThere(owner, device)).response.status).toBe(401);
  });

  it("has an HttpOnly cookie for 30 days, over https with the prefix __Host-, of whose secret there is a hash", async () => {
    const lineOf = ({ second }: Awaited<ReturnType<typeof makeDevice>>) =>
      second.response.headers.getSetCookie().find((it) => it.includes("roundtrip.device"));
    const plain = await makeDevice();
    expect(lineOf(plain)).toMatch(
      /^roundtrip\.device-\w{8}=rtd_\w+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect(lineOf(await makeDevice(SECURE))).toMatch(
      /^__Host-roundtrip\.device=rtd_\w+;.*HttpOnly; Secure; SameSite=Lax$/,
    );
    const rows = await db.credential.findMany({ where: { userId: plain.owner.userId } });
    const { createdAt, expiresAt } = rows.find(({ kind }) => kind === "DEVICE") ?? {};
    expect(Number(expiresAt) - Number(createdAt)).toBeCloseTo(30 * 86_400_000, -5);
    expect(JSON.stringify(rows) + logged.join()).not.toContain(plain.device?.split("=")[1]);
  });

  it("is one user's: another account's sign-in there needs its second step", async () => {
    const [{ device }, other] = [await makeDevice(), await makeOwner()];
    expect((await signInThere(other.owner, device)).response.status).toBe(401);
  });

  it("identifies no caller", async () => {
    const { owner, device } = await makeDevice();
    const token = device?.split("=")[1];
    expect((await rest("GET /me", { token })).status).toBe(401);
    const { id } = await db.credential.findFirstOrThrow({ where: { userId: owner.userId, kind: "DEVICE" } });
    expect((await rest("GET /me", { token: await signAccessToken(id, owner.userId) })).status).toBe(401);
    expect(await findSession(id)).toBeNull();
  });

  it("is listed beside the sessions, and can be forgotten there", async () => {
    const { owner, device } = await makeDevice();
    const { session } = callerOf(owner);
    const listed = (await session.list()).items.find(({ kind }) => kind === "DEVICE");
    expect(listed).toMatchObject({ address: expect.any(String), isCurrent: false });
    await session.revoke({ id: listed?.id ?? "" });
    expect((await signInThere(owner, device)).response.status).toBe(401);
  });

  it.each<[string, (owner: Principal) => Promise<unknown>]>([
    [
      "a change of the password",
      (owner) => callerOf(owner).account.changePassword({ newPassword: "another long one" }),
    ],
    [
      "the removal of a factor",
      async (owner) => callerOf(owner).factor.remove({ id: (await callerOf(owner).factor.list()).items[0]?.id ?? "" }),
    ],
  ])("ends with %s", async (_what, act) => {
    const { owner } = await makeDevice();
    await act(owner);
    const active = { userId: owner.userId, kind: "DEVICE", revokedAt: null } as const;
    expect(await db.credential.count({ where: active })).toBe(0);
  });

  it("is not made without a second step", async () => {
    const { email } = await makePrincipal();
    const { cookieOf } = await submitSignIn({ email, password: PASSWORD, privateDevice: "true" });
    expect([cookieOf("session") !== undefined, cookieOf("device")]).toEqual([true, undefined]);
  });
});
