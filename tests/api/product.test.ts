import { describe, expect, it } from "vitest";
import { CATALOG_SORTS, type Category } from "@/domain/product";
import { callerOf, makeProduct } from "../setup/factories";

const anonymous = callerOf(null);

/** All pages of a list. */
async function listAll(input: Parameters<typeof anonymous.product.list>[0]) {
  const items = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page: Awaited<ReturnType<typeof anonymous.product.list>> = await anonymous.product.list({ ...input, cursor });
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}

describe("catalog", () => {
  it.each([
    ["name", "ABCDEF"],
    ["newest", "BADCEF"],
    ["lowest", "BDACEF"],
    ["highest", "CADBFE"],
  ] as const)("product.list by %s: sold-out products are last, in pages of any size", async (sort, expected) => {
    const word = crypto.randomUUID();
    const make = (name: string, priceCents: number, day: number, rest: { stock?: number; category?: Category } = {}) =>
      makeProduct({ name, priceCents, createdAt: new Date(Date.UTC(2026, 0, day)), description: word, ...rest });
    await make("A", 200, 3);
    await make("B", 100, 4);
    await make("C", 900, 1);
    await make("D", 150, 2);
    await make("E", 50, 6, { stock: 0 });
    await make("F", 950, 5, { stock: 0 });
    await make("G", 160, 3, { category: "HOME" });
    for (const limit of [1, 2, 3, 4, 5, 6, 7]) {
      const found = await listAll({ search: word, category: "DESK", sort, limit });
      expect(found.map(({ name }) => name).join("")).toBe(expected);
    }
  });

  it.each(CATALOG_SORTS)("product.list by %s: each product once, also with equal keys", async (sort) => {
    const data = { name: `Twin ${crypto.randomUUID()}`, createdAt: new Date() };
    const made = await Promise.all([1, 1, 1, 0, 0, 0].map((stock) => makeProduct({ ...data, stock })));
    const found = await listAll({ search: data.name, sort, limit: 2 });
    expect(found.map(({ id }) => id).sort()).toEqual(made.map(({ id }) => id).sort());
    expect(found.map(({ stock }) => stock)).toEqual([1, 1, 1, 0, 0, 0]);
  });

  it.each(["-", "--", "-LQ", "-WzEsIngiXQ"])(
    "product.list refuses %s, no cursor of a sold-out product",
    async (cursor) => {
      await expect(anonymous.product.list({ cursor })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    },
  );

  it("product.list searches names and descriptions, ignoring case", async () => {
    const word = crypto.randomUUID();
    const named = await makeProduct({ name: `The ${word} lamp` });
    const described = await makeProduct({ description: `Made of ${word}.` });
    const { items } = await anonymous.product.list({ search: word.toUpperCase() });
    expect(items.map((product) => product.id).sort()).toEqual([named.id, described.id].sort());
  });

  it("product.byIds keeps the order of the ids, and leaves out unknown ones", async () => {
    const [first, second] = [await makeProduct(), await makeProduct()];
    const products = await anonymous.product.byIds({ ids: [second.id, "missing", first.id, second.id] });
    expect(products.map((product) => product.id)).toEqual([second.id, first.id]);
  });

  it("product.byId of an unknown id is NOT_FOUND", async () => {
    await expect(anonymous.product.byId({ id: "missing" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
