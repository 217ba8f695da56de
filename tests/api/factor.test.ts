/** factor.*: setting up and removing what proves a sign-in beside the password. */
import { afterEach, describe, expect, it, vi } from "vitest";
import { FactorExport } from "@/domain/personal-data.schema";
import { db } from "@/server/platform/db";
import { logged } from "../setup/database";
import { callerOf, makePrincipal, PASSWORD } from "../setup/factories";
import { codeOf, makeApp } from "../setup/factors";
import { readSection } from "../setup/pages";

afterEach(() => {
  vi.useRealTimers();
});

describe("an authenticator app", () => {
  it("is added by a code of its secret, with ten recovery codes", async () => {
    const owner = await makePrincipal();
    const caller = callerOf(owner);
    const { secret, setup, picture } = await caller.factor.startTotp({});
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(picture).toMatchObject({ size: expect.any(Number), path: expect.stringMatching(/^M\d+ \d+h1v1h-1z/) });
    expect(await caller.factor.list()).toEqual({ items: [], recoveryCodesLeft: 0 });

    const { codes } = await caller.factor.confirmTotp({ setup, code: await codeOf(secret) });
    expect(new Set(codes).size).toBe(10);
    expect(await caller.factor.list()).toMatchObject({
      items: [{ kind: "TOTP", name: "Authenticator app", lastUsedAt: null }],
      recoveryCodesLeft: 10,
    });
  });

  it("its secret and the recovery codes are in no row and no log line", async () => {
    const owner = await makePrincipal();
    const { secret, recoveryCodes } = await makeApp(owner);
    const rows = await db.user.findUniqueOrThrow({
      where: { id: owner.userId },
      include: { factors: true, recoveryCodes: true },
    });
    const kept = JSON.stringify(rows) + logged.join();
    for (const hidden of [secret, ...recoveryCodes, ...recoveryCodes.map((code) => code.replaceAll("-", ""))]) {
      expect(kept).not.toContain(hidden);
    }
  });

  it("is not added by a wrong code, a strange set-up or another user's", async () => {
    const [owner, other] = [await makePrincipal(), await makePrincipal()];
    const { secret, setup } = await callerOf(owner).factor.startTotp({});
    const code = await codeOf(secret);
    await expect(callerOf(owner).factor.confirmTotp({ setup, code: "000000" })).rejects.toMatchObject({
      reason: "WRONG_CODE",
      issues: [{ path: "code" }],
    });
    await expect(callerOf(owner).factor.confirmTotp({ setup: "x", code })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
    await expect(callerOf(other).factor.confirmTotp({ setup, code })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    // The encrypted secret of a row is no set-up.
    const { id } = await makeApp(other);
    const { secret: sealed } = await db.factor.findUniqueOrThrow({ where: { id } });
    await expect(callerOf(other).factor.confirmTotp({ setup: sealed ?? "", code })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
    expect(await db.factor.count({ where: { userId: { in: [owner.userId, other.userId] } } })).toBe(1);
  });

  it("is not added later than ten minutes after its set-up was started", async () => {
    const owner = await makePrincipal();
    const { secret, setup } = await callerOf(owner).factor.startTotp({});
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 601_000 });
    const late = callerOf(owner).factor.confirmTotp({ setup, code: await codeOf(secret) });
    await expect(late).rejects.toMatchObject({ code: "BAD_REQUEST", reason: undefined });
    vi.setSystemTime(Date.now() - 61_000);
    await callerOf(owner).factor.confirmTotp({ setup, code: await codeOf(secret) });
  });

  it("10 parallel confirmations: one app", async () => {
    const owner = await makePrincipal();
    const { secret, setup } = await callerOf(owner).factor.startTotp({});
    const code = await codeOf(secret);
    const calls = Array.from({ length: 10 }, () => callerOf(owner).factor.confirmTotp({ setup, code }));
    const answers = await Promise.allSettled(calls);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const { items, recoveryCodesLeft } = await callerOf(owner).factor.list();
    expect([items.length, recoveryCodesLeft]).toEqual([1, 10]);
  });
});

describe("factor.remove", () => {
  it("of the last one ends the second step, and its recovery codes", async () => {
    const owner = await makePrincipal();
    const { id } = await makeApp(owner);
    await callerOf(owner).factor.remove({ id });
    expect(await callerOf(owner).factor.list()).toEqual({ items: [], recoveryCodesLeft: 0 });
    const login = callerOf(null).session.login({ email: owner.email, password: PASSWORD });
    await expect(login).resolves.toMatchObject({ tokenType: "Bearer" });
  });

  it("twice in parallel: one is NOT_FOUND", async () => {
    const owner = await makePrincipal();
    const { id } = await makeApp(owner);
    const answers = await Promise.allSettled([1, 2].map(() => callerOf(owner).factor.remove({ id })));
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("factor.replaceRecoveryCodes", () => {
  it("is refused without a factor", async () => {
    const call = callerOf(await makePrincipal()).factor.replaceRecoveryCodes({});
    await expect(call).rejects.toMatchObject({ code: "CONFLICT", reason: "NO_FACTOR" });
  });
});

describe("personal data", () => {
  it("the export has factors without their secrets; the deletion of the account deletes them", async () => {
    const owner = await makePrincipal();
    const { id } = await makeApp(owner);
    const [row] = await readSection(owner, "factors");
    expect(FactorExport.strict().parse(row)).toMatchObject({ kind: "TOTP", name: "Authenticator app" });
    expect(JSON.stringify(row)).not.toContain(id);
    await callerOf(owner).account.delete({ confirm: "delete my account" });
    const where = { userId: owner.userId };
    expect([await db.factor.count({ where }), await db.recoveryCode.count({ where })]).toEqual([0, 0]);
  });
});
