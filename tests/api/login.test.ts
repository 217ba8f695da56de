/** session.login and session.refresh: short-lived access tokens, refresh tokens that are valid once. */
import { afterEach, describe, expect, it, vi } from "vitest";
import { db } from "@/server/platform/db";
import { logged } from "../setup/database";
import { callerOf, makeUser, PASSWORD } from "../setup/factories";

/** An anonymous caller, each time from another address. */
const anonymous = () => callerOf(null);

async function login() {
  const user = await makeUser();
  const pair = await anonymous().session.login({ email: user.email, password: PASSWORD });
  return { user, ...pair };
}
const refresh = (refreshToken: string) => anonymous().session.refresh({ refreshToken });
const credentialOf = (userId: string) => db.credential.findFirstOrThrow({ where: { userId, kind: "LOGIN" } });

/** Moves dates only: the timers of the database client keep running. */
const setClock = (ms: number) => vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + ms });
afterEach(() => {
  vi.useRealTimers();
});

describe("session.login", () => {
  it("returns an access token for 15 minutes and a refresh token, and stores neither", async () => {
    const { user, ...pair } = await login();
    expect(pair).toMatchObject({ tokenType: "Bearer", expiresIn: 900 });
    const row = JSON.stringify(await credentialOf(user.id));
    for (const part of [...pair.refreshToken.split("."), pair.accessToken]) expect(row).not.toContain(part);
    expect(logged.join()).not.toContain(pair.refreshToken.slice(0, 20));
  });

  it("wrong password, unknown email, disabled user: the same error", async () => {
    const { email } = await makeUser();
    const { email: disabled } = await makeUser({ disabledAt: new Date() });
    const errorOf = (input: { email: string; password: string }) =>
      anonymous()
        .session.login(input)
        .catch(({ code, message, reason }) => ({ code, message, reason }));
    const wrong = await errorOf({ email, password: "not the password" });
    expect(wrong).toMatchObject({ code: "UNAUTHORIZED", reason: "WRONG_CREDENTIALS" });
    expect(await errorOf({ email: "unknown@example.test", password: PASSWORD })).toEqual(wrong);
    expect(await errorOf({ email: disabled, password: PASSWORD })).toEqual(wrong);
  });
});

describe("refresh token", () => {
  it("returns a new pair, whose refresh token returns another", async () => {
    const { refreshToken } = await login();
    const second = await refresh(refreshToken);
    const third = await refresh(second.refreshToken);
    expect(new Set([refreshToken, second.refreshToken, third.refreshToken]).size).toBe(3);
  });

  it("10 parallel calls: one gets a pair, and the login stays active", async () => {
    const { refreshToken } = await login();
    const answers = await Promise.allSettled(Array.from({ length: 10 }, () => refresh(refreshToken)));
    const successes = answers.filter((answer) => answer.status === "fulfilled");
    expect(successes).toHaveLength(1);
    for (const answer of answers) {
      if (answer.status === "rejected") expect(answer.reason).toMatchObject({ reason: "REFRESH_REPEATED" });
    }
    await expect(refresh(successes[0]?.value.refreshToken ?? "")).resolves.toBeTruthy();
  });

  it("reused within 10 seconds: CONFLICT, and nothing is revoked", async () => {
    const { refreshToken } = await login();
    const { refreshToken: next } = await refresh(refreshToken);
    setClock(9_000);
    await expect(refresh(refreshToken)).rejects.toMatchObject({ code: "CONFLICT", reason: "REFRESH_REPEATED" });
    await expect(refresh(next)).resolves.toBeTruthy();
  });

  it("reused within 10 seconds, after two more refreshes: still CONFLICT", async () => {
    const { refreshToken } = await login();
    const second = await refresh(refreshToken);
    const third = await refresh(second.refreshToken);
    for (const used of [refreshToken, second.refreshToken]) {
      await expect(refresh(used)).rejects.toMatchObject({ code: "CONFLICT", reason: "REFRESH_REPEATED" });
    }
    setClock(9_000);
    const { refreshToken: latest } = await refresh(third.refreshToken);
    setClock(2_000);
    await expect(refresh(refreshToken)).rejects.toMatchObject({ code: "UNAUTHORIZED" }); // 11 seconds after its use
    await expect(refresh(latest)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });

  it("reused after 10 seconds: the login is revoked, and the reuse is logged once", async () => {
    const { user, refreshToken } = await login();
    const { refreshToken: next } = await refresh(refreshToken);
    setClock(11_000);
    await expect(refresh(refreshToken)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    expect(logged.filter((line) => line.includes("refresh.reused"))).toHaveLength(1);
    await expect(refresh(next)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    expect((await credentialOf(user.id)).revokedAt).not.toBeNull();
  });

  it("reused after several minutes: the login is revoked", async () => {
    const { refreshToken } = await login();
    let latest = refreshToken;
    for (let turn = 0; turn < 3; turn++) {
      latest = (await refresh(latest)).refreshToken;
      setClock(60_000);
    }
    await expect(refresh(refreshToken)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(refresh(latest)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });

  it("invented: UNAUTHORIZED, and no login is revoked", async () => {
    const { refreshToken } = await login();
    const [family = ""] = refreshToken.split(".");
    const other = (await login()).refreshToken.split(".")[1];
    const invented = [`${family}.rtr_${"x".repeat(49)}`, family, `${family}.`, `${"x".repeat(53)}.${other}`, "x", "."];
    for (const token of invented) await expect(refresh(token)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(refresh(refreshToken)).resolves.toBeTruthy();
  });

  it("ends with its user, after 14 days without use, and after 60 days", async () => {
    const disabled = await login();
    await db.user.update({ where: { id: disabled.user.id }, data: { disabledAt: new Date() } });
    await expect(refresh(disabled.refreshToken)).rejects.toMatchObject({ code: "UNAUTHORIZED" });

    const day = 86_400_000;
    const unused = await login();
    const used = await login();
    setClock(13 * day);
    let latest = (await refresh(used.refreshToken)).refreshToken;
    setClock(2 * day);
    await expect(refresh(unused.refreshToken)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    for (let days = 15; days < 59; days += 11) {
      latest = (await refresh(latest)).refreshToken;
      setClock(11 * day);
    }
    setClock(5 * day);
    await expect(refresh(latest)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });
});
