import { describe, expect, it } from "vitest";
import { db } from "@/server/platform/db";
import { callerOf, makePrincipal, makeProduct } from "../setup/factories";

const makeEditor = async () => callerOf(await makePrincipal({ role: "ADMIN" })).admin.product;

/** The initial values of an editor's form. */
async function openForm(admin: Awaited<ReturnType<typeof makeEditor>>, name: string) {
  const [product] = (await admin.list({ search: name })).items;
  if (!product) throw new Error("Unknown product.");
  const { id, version, description, category, priceCents } = product;
  return { id, version, name: product.name, description, category, priceCents, stockChange: 0 };
}

describe("admin.product.save", () => {
  it("changes the product in the catalog, and increments its version", async () => {
    const admin = await makeEditor();
    const { id, name } = await makeProduct();
    const form = await openForm(admin, name);
    const saved = await admin.save({
      ...form,
      name: "A better name",
      category: "HOME",
      priceCents: 1234,
      stockChange: 5,
    });
    expect(saved).toMatchObject({ name: "A better name", priceCents: 1234, stock: 105, version: 1 });
    expect(await callerOf(null).product.byId({ id })).toMatchObject({
      name: "A better name",
      category: "HOME",
      priceCents: 1234,
      stock: 105,
    });
  });

  it("second of two editors: CONFLICT (VERSION_MISMATCH), the first edit stays", async () => {
    const admin = await makeEditor();
    const { name } = await makeProduct();
    const [first, second] = [await openForm(admin, name), await openForm(admin, name)];
    await admin.save({ ...first, priceCents: 1111 });
    const late = admin.save({ ...second, priceCents: 2222 });
    await expect(late).rejects.toMatchObject({ code: "CONFLICT", reason: "VERSION_MISMATCH" });
    expect(await openForm(admin, name)).toMatchObject({ priceCents: 1111, version: 1 });
  });

  it("5 parallel edits of one version: one wins", async () => {
    const admin = await makeEditor();
    const { name } = await makeProduct();
    const form = await openForm(admin, name);
    const all = await Promise.allSettled([1, 2, 3, 4, 5].map((n) => admin.save({ ...form, stockChange: n })));
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("changes the stock by a difference: orders during the edit stay deducted", async () => {
    const admin = await makeEditor();
    const product = await makeProduct({ stock: 10 });
    const form = await openForm(admin, product.name);
    await callerOf(await makePrincipal()).order.place({ lines: [{ productId: product.id, quantity: 4 }] });
    expect((await admin.save({ ...form, stockChange: 20 })).stock).toBe(26);
  });

  it("rejects a stock below zero or above the maximum", async () => {
    const admin = await makeEditor();
    const product = await makeProduct({ stock: 3 });
    const form = await openForm(admin, product.name);
    await expect(admin.save({ ...form, stockChange: -4 })).rejects.toMatchObject({
      code: "CONFLICT",
      reason: "OUT_OF_STOCK",
    });
    await expect(admin.save({ ...form, stockChange: 1_000_000 })).rejects.toMatchObject({ reason: "OUT_OF_STOCK" });
    expect((await admin.save({ ...form, stockChange: -3 })).stock).toBe(0);
    await expect(admin.save({ ...form, id: "no-such-product" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("admin.product.list", () => {
  it("sorts by stock, the lowest first, page by page", async () => {
    const admin = await makeEditor();
    const word = crypto.randomUUID();
    for (const stock of [5, 0, 9, 0, 2]) await makeProduct({ name: `Thing ${word} ${stock}`, stock });
    const stocks: number[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof admin.list>> = await admin.list({
        search: word,
        sort: "stock",
        limit: 2,
        cursor,
      });
      stocks.push(...page.items.map(({ stock }) => stock));
      cursor = page.nextCursor;
    } while (cursor);
    expect(stocks).toEqual([0, 0, 2, 5, 9]);
    expect(await db.product.count({ where: { name: { contains: word } } })).toBe(5);
  });
});
