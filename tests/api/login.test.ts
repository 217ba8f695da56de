/** Logins of scripts and apps: a short-lived access token, and a refresh token that counts once. */
import { afterEach, describe, expect, it, vi } from "vitest";
import { db } from "@/server/platform/db";
import { logged } from "../setup/database";
import { callerOf, makeUser, PASSWORD } from "../setup/factories";

/** Somebody unknown, each time from another address. */
const nobody = () => callerOf(null);

async function login() {
  const user = await makeUser();
  const pair = await nobody().session.login({ email: user.email, password: PASSWORD });
  return { user, ...pair };
}
const refresh = (refreshToken: string) => nobody().session.refresh({ refreshToken });
const credentialOf = (userId: string) => db.credential.findFirstOrThrow({ where: { userId, kind: "LOGIN" } });

/** Only dates move: timers of the database's client go on. */
const setClock = (ms: number) => vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + ms });
afterEach(() => {
  vi.useRealTimers();
});

describe("logging in", () => {
  it("gives an access token for 15 minutes and a refresh token, and keeps neither in the clear", async () => {
    const { user, ...pair } = await login();
    expect(pair).toMatchObject({ tokenType: "Bearer", expiresIn: 900 });
    const row = JSON.stringify(await credentialOf(user.id));
    for (const part of [...pair.refreshToken.split("."), pair.accessToken]) expect(row).not.toContain(part);
    expect(logged.join()).not.toContain(pair.refreshToken.slice(0, 20));
  });

  it("refuses a wrong password, an unknown address and a disabled user with the same words", async () => {
    const { email } = await makeUser();
    const { email: disabled } = await makeUser({ disabledAt: new Date() });
    const refusal = (input: { email: string; password: string }) =>
      nobody()
        .session.login(input)
        .catch(({ code, message, reason }) => ({ code, message, reason }));
    const wrong = await refusal({ email, password: "not the password" });
    expect(wrong).toMatchObject({ code: "UNAUTHORIZED", reason: "WRONG_CREDENTIALS" });
    expect(await refusal({ email: "nobody@example.test", password: PASSWORD })).toEqual(wrong);
    expect(await refusal({ email: disabled, password: PASSWORD })).toEqual(wrong);
  });
});

describe("a refresh token", () => {
  it("gives a new pair, and the new one another", async () => {
    const { refreshToken } = await login();
    const second = await refresh(refreshToken);
    const third = await refresh(second.refreshToken);
    expect(new Set([refreshToken, second.refreshToken, third.refreshToken]).size).toBe(3);
  });

  it("counts once: of ten callers at the same time one gets a pair, and the login lives on", async () => {
    const { refreshToken } = await login();
    const answers = await Promise.allSettled(Array.from({ length: 10 }, () => refresh(refreshToken)));
    const given = answers.filter((answer) => answer.status === "fulfilled");
    expect(given).toHaveLength(1);
    for (const answer of answers) {
      if (answer.status === "rejected") expect(answer.reason).toMatchObject({ reason: "REFRESH_REPEATED" });
    }
    await expect(refresh(given[0]?.value.refreshToken ?? "")).resolves.toBeTruthy();
  });

  it("that comes again within 10 seconds is refused, and nothing is revoked", async () => {
    const { refreshToken } = await login();
    const { refreshToken: next } = await refresh(refreshToken);
    setClock(9_000);
    await expect(refresh(refreshToken)).rejects.toMatchObject({ code: "CONFLICT", reason: "REFRESH_REPEATED" });
    await expect(refresh(next)).resolves.toBeTruthy();
  });

  it("that comes again within 10 seconds is refused so even if the login has gone on twice since", async () => {
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

  it("that comes again later has been stolen from somebody: the whole login ends, and the log says so", async () => {
    const { user, refreshToken } = await login();
    const { refreshToken: next } = await refresh(refreshToken);
    setClock(11_000);
    await expect(refresh(refreshToken)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    expect(logged.filter((line) => line.includes("refresh.reused"))).toHaveLength(1);
    await expect(refresh(next)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    expect((await credentialOf(user.id)).revokedAt).not.toBeNull();
  });

  it("from long ago ends the login, too", async () => {
    const { refreshToken } = await login();
    let latest = refreshToken;
    for (let turn = 0; turn < 3; turn++) {
      latest = (await refresh(latest)).refreshToken;
      setClock(60_000);
    }
    await expect(refresh(refreshToken)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(refresh(latest)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });

  it("that was made up is refused, and cannot end anybody's login", async () => {
    const { refreshToken } = await login();
    const [family = ""] = refreshToken.split(".");
    const other = (await login()).refreshToken.split(".")[1];
    const invented = [`${family}.rtr_${"x".repeat(49)}`, family, `${family}.`, `${"x".repeat(53)}.${other}`, "x", "."];
    for (const token of invented) await expect(refresh(token)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(refresh(refreshToken)).resolves.toBeTruthy();
  });

  it("ends with its user, with 14 days of silence and after 60 days in any case", async () => {
    const disabled = await login();
    await db.user.update({ where: { id: disabled.user.id }, data: { disabledAt: new Date() } });
    await expect(refresh(disabled.refreshToken)).rejects.toMatchObject({ code: "UNAUTHORIZED" });

    const day = 86_400_000;
    const silent = await login();
    const used = await login();
    setClock(13 * day);
    let latest = (await refresh(used.refreshToken)).refreshToken;
    setClock(2 * day);
    await expect(refresh(silent.refreshToken)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    for (let days = 15; days < 59; days += 11) {
      latest = (await refresh(latest)).refreshToken;
      setClock(11 * day);
    }
    setClock(5 * day);
    await expect(refresh(latest)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });
});
