/** What administrators do to products is recorded. admin-security.test.ts has the list of these acts. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Principal } from "@/server/auth/principal";
import { callerOf, makePrincipal, makeProduct } from "../setup/factories";
import { readActs } from "./acts";

let admin: Principal;
const by = () => ({ user: { id: admin.userId, name: "Ada Admin" } });
beforeAll(async () => {
  admin = await makePrincipal({ role: "ADMIN", name: "Ada Admin" });
});

describe("an act of an administrator is recorded with what it has changed", () => {
  it("a product: the changed fields only, with the stock", async () => {
    const { id, name, description, category } = await makeProduct({ name: "Lamp", priceCents: 1000, stock: 5 });
    const data = { id, version: 0, description, category, priceCents: 1200, stockChange: -2 };
    await callerOf(admin).admin.product.save({ ...data, name });
    await expect(callerOf(admin).admin.product.save({ ...data, name: "Late" })).rejects.toThrow();
    expect(await readActs(admin, id)).toMatchObject([
      {
        kind: "product.saved",
        ...by(),
        changes: [
          { field: "priceCents", before: "1000", after: "1200" },
          { field: "stock", before: "5", after: "3" },
        ],
      },
    ]);
  });

  it("a very long description of a product, cut", async () => {
    const { id, name, category } = await makeProduct();
    const description = "x".repeat(2000);
    await callerOf(admin).admin.product.save({
      ...{ id, version: 0, name, category, description, priceCents: 1000, stockChange: 0 },
    });
    expect((await readActs(admin, id))[0]?.changes).toEqual([
      { field: "description", before: "A thing for tests.", after: "x".repeat(200) },
    ]);
  });
});
