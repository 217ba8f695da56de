import { describe, expect, it } from "vitest";
import { callerOf, makeProduct } from "../setup/factories";

const anonymous = callerOf(null);

describe("catalog", () => {
  it("product.list pages by name, each product once, also with equal names", async () => {
    const name = `Twin ${crypto.randomUUID()}`;
    const made = await Promise.all(Array.from({ length: 5 }, () => makeProduct({ name })));
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof anonymous.product.list>> = await anonymous.product.list({
        search: name,
        limit: 2,
        cursor,
      });
      seen.push(...page.items.map((product) => product.id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual(made.map((product) => product.id).sort());
  });

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
