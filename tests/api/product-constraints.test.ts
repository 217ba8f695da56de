/** What the database itself keeps of products. */
import { expect, it } from "vitest";
import { db } from "@/server/platform/db";

it("the first write of products changes the version of the catalog that is kept", async () => {
  const version = () => db.$queryRaw`SELECT last_value FROM products_version`;
  const before = await version();
  await db.$executeRaw`DELETE FROM products`;
  expect(await version()).not.toEqual(before);
});

it("the database rejects an invalid price or stock by a check constraint", async () => {
  const text = { slug: "checked", name: "Checked", description: "", image: "" };
  const product = { ...text, category: "DESK", priceCents: 1, stock: 0 } as const;
  for (const wrong of [{ priceCents: 0 }, { priceCents: 100_001 }, { stock: -1 }]) {
    await expect(db.product.create({ data: { ...product, ...wrong } })).rejects.toThrow(/check/i);
  }
});
