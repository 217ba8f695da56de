import { describe, expect, it } from "vitest";
import { callerOf, makeProduct } from "../setup/factories";

const shop = callerOf(null);

describe("the catalogue", () => {
  it("is read page by page, each product once, though several have one name", async () => {
    const name = `Twin ${crypto.randomUUID()}`;
    const made = await Promise.all(Array.from({ length: 5 }, () => makeProduct({ name })));
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof shop.product.list>> = await shop.product.list({
        search: name,
        limit: 2,
        cursor,
      });
      seen.push(...page.items.map((product) => product.id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual(made.map((product) => product.id).sort());
  });

  it("finds words in names and descriptions, in any case", async () => {
    const word = crypto.randomUUID();
    const named = await makeProduct({ name: `The ${word} lamp` });
    const described = await makeProduct({ description: `Made of ${word}.` });
    const { items } = await shop.product.list({ search: word.toUpperCase() });
    expect(items.map((product) => product.id).sort()).toEqual([named.id, described.id].sort());
  });

  it("gives products by their ids in the order asked for, without those that do not exist", async () => {
    const [first, second] = [await makeProduct(), await makeProduct()];
    const products = await shop.product.byIds({ ids: [second.id, "missing", first.id, second.id] });
    expect(products.map((product) => product.id)).toEqual([second.id, first.id]);
  });

  it("says of a product that does not exist that it does not", async () => {
    await expect(shop.product.byId({ id: "missing" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
