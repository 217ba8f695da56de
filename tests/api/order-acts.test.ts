/** What administrators do to orders is recorded. admin-security.test.ts has the list of these acts. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Principal } from "@/server/auth/principal";
import { callerOf, makeOrder, makePrincipal } from "../setup/factories";
import { readActs } from "./acts";

let admin: Principal;
const by = () => ({ user: { id: admin.userId, name: "Ada Admin" } });
beforeAll(async () => {
  admin = await makePrincipal({ role: "ADMIN", name: "Ada Admin" });
});

describe("an act of an administrator is recorded with what it has changed", () => {
  it("the status of an order, once for 10 parallel calls", async () => {
    const { id } = await makeOrder(await makePrincipal());
    const move = () => callerOf(admin).admin.order.advance({ moves: [{ id, from: "PLACED", to: "PACKED" }] });
    await Promise.allSettled(Array.from({ length: 10 }, move));
    expect(await readActs(admin, id)).toMatchObject([
      { kind: "order.moved", ...by(), changes: [{ field: "status", before: "PLACED", after: "PACKED" }] },
    ]);
  });
});
