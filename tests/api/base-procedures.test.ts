/** The steps of the ladder by themselves, on a router of their own. */
import { describe, expect, it } from "vitest";
import type { Principal } from "@/server/auth/principal";
import { adminProcedure, ownedProcedure, protectedProcedure, publicProcedure, router } from "@/server/core/procedures";
import { ResponseState } from "@/server/core/response-state";
import { createCallerFactory } from "@/server/core/trpc";
import { logged } from "../setup/database";
import { makePrincipal } from "../setup/factories";

const ladder = router({
  open: publicProcedure.query(() => "open"),
  known: protectedProcedure.query(({ ctx }) => ctx.principal.email),
  ruled: adminProcedure.query(() => "ruled"),
  owned: ownedProcedure("thing", async (id, ownerId) => (id === "mine" ? { id, ownerId } : null)).query(
    ({ ctx }) => ctx.thing,
  ),
  broken: publicProcedure.query(() => {
    throw new Error("the secret cause");
  }),
});
const callerOf = createCallerFactory(ladder);
const call = ({ principal }: { principal: Principal | null }) =>
  callerOf({ principal, address: "192.0.2.1", response: new ResponseState() });

describe("the ladder", () => {
  it("admits administrators alone to the admin procedures", async () => {
    const admin = call({ principal: await makePrincipal({ role: "ADMIN" }) });
    const customer = call({ principal: await makePrincipal() });
    expect(await admin.ruled()).toBe("ruled");
    await expect(customer.ruled()).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(call({ principal: null }).ruled()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    expect(logged.filter((line) => line.includes("role.refused"))).toHaveLength(1);
  });

  it("asks the finder for the caller's own row and puts it into the context", async () => {
    const principal = await makePrincipal();
    expect(await call({ principal }).owned({ id: "mine" })).toEqual({ id: "mine", ownerId: principal.userId });
    await expect(call({ principal }).owned({ id: "theirs" })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(call({ principal }).owned({ id: "no id at all" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  it("logs an unexpected error once, with its cause", async () => {
    await expect(call({ principal: null }).broken()).rejects.toThrow();
    expect(logged.filter((line) => line.includes("the secret cause"))).toHaveLength(1);
    expect(JSON.parse(logged[0] ?? "")).toMatchObject({ level: 50, code: "INTERNAL_SERVER_ERROR", path: "broken" });
  });
});
