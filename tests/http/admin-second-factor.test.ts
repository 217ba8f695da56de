/** Administrators are asked to set up a second factor; a setting makes it a must. */
import { describe, expect, it, onTestFinished } from "vitest";
import { env } from "@/env";
import type { Meta } from "@/server/core/meta";
import { appRouter } from "@/server/routers/_app";
import { findSession } from "@/server/services/caller";
import { callerOf, makePrincipal, PASSWORD } from "../setup/factories";
import { makeApp } from "../setup/factors";
import { errorOf, mutate, query, signIn } from "../setup/http";

type Procedure = { _def: { type: string; meta: Meta } };
const procedures = appRouter._def.procedures as never as Record<string, Procedure>;

function require() {
  Object.assign(env(), { ADMIN_SECOND_FACTOR: "required" });
  onTestFinished(() => {
    Object.assign(env(), { ADMIN_SECOND_FACTOR: "asked" });
  });
}

describe("an administrator without a second factor", () => {
  it("is known as such; a customer and an administrator with an app are not", async () => {
    const [admin, customer] = [await makePrincipal({ role: "ADMIN" }), await makePrincipal()];
    const lacking = async () =>
      Promise.all([admin, customer].map(async (it) => (await findSession(it.credentialId))?.lacksSecondFactor));
    expect(await lacking()).toEqual([true, false]);
    await makeApp(admin);
    expect(await lacking()).toEqual([false, false]);
  });

  it("may do everything by default, and nothing of the admin area where it is a must", async () => {
    const admin = await makePrincipal({ role: "ADMIN" });
    const { cookie } = await signIn(admin.email, PASSWORD);
    expect((await query("admin.user.list", {}, { cookie })).status).toBe(200);
    require();
    const refused = await query("admin.user.list", {}, { cookie });
    expect([refused.status, (await errorOf(refused)).data.reason]).toEqual([403, "SECOND_FACTOR_MISSING"]);
    expect((await query("account.me", undefined, { cookie })).status).toBe(200);
    await makeApp(admin);
    expect((await query("admin.user.list", {}, { cookie })).status).toBe(200);
  });

  it("gets 403 with the reason from every procedure of the admin area", async () => {
    require();
    const admin = await makePrincipal({ role: "ADMIN" });
    const { cookie } = await signIn(admin.email, PASSWORD);
    const ofAdmins = Object.entries(procedures).filter(([, { _def }]) => _def.meta.access === "admin");
    expect(ofAdmins.map(([path]) => path)).toEqual(Object.keys(procedures).filter((it) => it.startsWith("admin.")));
    for (const [path, { _def }] of ofAdmins) {
      const response = await (_def.type === "query" ? query : mutate)(path, {}, { cookie });
      expect([path, response.status, (await errorOf(response)).data.reason]).toEqual([
        path,
        403,
        "SECOND_FACTOR_MISSING",
      ]);
    }
  });

  it("customers are refused as ever", async () => {
    require();
    const call = callerOf(await makePrincipal()).admin.user.list({});
    await expect(call).rejects.toMatchObject({ code: "FORBIDDEN", reason: undefined });
  });
});
