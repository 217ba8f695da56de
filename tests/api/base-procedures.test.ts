/** The base procedures, on a router of their own. */
import { describe, expect, it } from "vitest";
import type { Principal } from "@/server/auth/principal";
import { adminProcedure, ownedProcedure, protectedProcedure, publicProcedure, router } from "@/server/core/procedures";
import { ResponseState } from "@/server/core/response-state";
import { createCallerFactory } from "@/server/core/trpc";
import { logged } from "../setup/database";
import { makePrincipal } from "../setup/factories";

const fixture = router({
  public: publicProcedure.query(() => "public"),
  user: protectedProcedure.query(({ ctx }) => ctx.principal.email),
  admin: adminProcedure.query(() => "admin"),
  owned: ownedProcedure("thing", async (id, ownerId) => (id === "mine" ? { id, ownerId } : null)).query(
    ({ ctx }) => ctx.thing,
  ),
  broken: publicProcedure.query(() => {
    throw new Error("the secret cause");
  }),
});
const callerOf = createCallerFactory(fixture);
const call = ({ principal }: { principal: Principal | null }) =>
  callerOf({
    principal,
    address: "192.0.2.1",
    origin: () => new URL("http://localhost"),
    response: new ResponseState(),
  });

describe("publicProcedure", () => {
  it("accepts anonymous callers", async () => {
    expect(await call({ principal: null }).public()).toBe("public");
  });
});

describe("protectedProcedure", () => {
  it("rejects anonymous callers, and has the caller in its context", async () => {
    const principal = await makePrincipal();
    expect(await call({ principal }).user()).toBe(principal.email);
    await expect(call({ principal: null }).user()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });
});

describe("adminProcedure", () => {
  it("accepts administrators only, and logs a rejection once", async () => {
    const admin = call({ principal: await makePrincipal({ role: "ADMIN" }) });
    const user = call({ principal: await makePrincipal() });
    expect(await admin.admin()).toBe("admin");
    await expect(user.admin()).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(call({ principal: null }).admin()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    expect(logged.filter((line) => line.includes("role.refused"))).toHaveLength(1);
  });
});

describe("ownedProcedure", () => {
  it("loads the caller's row into its context; any other id is NOT_FOUND", async () => {
    const principal = await makePrincipal();
    expect(await call({ principal }).owned({ id: "mine" })).toEqual({ id: "mine", ownerId: principal.userId });
    await expect(call({ principal }).owned({ id: "theirs" })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(call({ principal }).owned({ id: "not an id" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});

describe("log", () => {
  it("has an unexpected error once, with its cause", async () => {
    await expect(call({ principal: null }).broken()).rejects.toThrow();
    expect(logged.filter((line) => line.includes("the secret cause"))).toHaveLength(1);
    expect(JSON.parse(logged[0] ?? "")).toMatchObject({ level: 50, code: "INTERNAL_SERVER_ERROR", path: "broken" });
  });
});
