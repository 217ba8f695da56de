/** Searches in the catalog, in text of all scripts, on a database whose locale folds ASCII only. */
import { describe, expect, it } from "vitest";
import { callerOf, makeOrder, makePrincipal, makeProduct } from "../setup/factories";
import { readPages } from "../setup/pages";

const anonymous = callerOf(null);

describe("search", () => {
  it.each([
    ["Ärmelschoner", "ärmel"],
    ["Kaffeemühle", "MÜHLE"],
    ["Kaffeemühle", "mu\u0308hle"],
    ["Ёлочка", "ёлоч"],
    ["Ελληνικός", "ΕΛΛΗΝ"],
  ])("the product %s is found by %j", async (name, search) => {
    const { id } = await makeProduct({ name });
    const { id: described } = await makeProduct({ description: `Goes with ${name}.` });
    const { items } = await anonymous.product.list({ search });
    expect(items.map((it) => it.id)).toEqual(expect.arrayContaining([id, described]));
  });

  it("a product that was typed with combining marks is stored composed", async () => {
    const admin = callerOf(await makePrincipal({ role: "ADMIN" }));
    const { id } = await makeProduct({ stock: 1 });
    const rest = { id, version: 0, category: "PAPER" as const, priceCents: 1, stockChange: 0 };
    const texts = { name: "Ru\u0308ckenkissen", description: "Ru\u0308cken" };
    const saved = await admin.admin.product.save({ ...rest, ...texts });
    expect([saved.name, saved.description]).toEqual(["R\u00fcckenkissen", "R\u00fccken"]);
  });

  it("an administrator finds an order by the name of its customer", async () => {
    const admin = callerOf(await makePrincipal({ role: "ADMIN" }));
    const { id } = await makeOrder(await makePrincipal({ name: "Åsa Ödman" }));
    expect((await admin.admin.order.list({ search: "åsa ö" })).items.map((it) => it.id)).toEqual([id]);
  });
});

describe("the list by name", () => {
  it("sorts accented letters beside the plain ones", async () => {
    const names = ["sort-zebra", "sort-Äpfel", "sort-apfel", "sort-Öl", "sort-oase"];
    for (const name of names) await makeProduct({ name });
    const { items } = await anonymous.product.list({ search: "sort-" });
    expect(items.map(({ name }) => name)).toEqual(["sort-apfel", "sort-Äpfel", "sort-oase", "sort-Öl", "sort-zebra"]);
  });

  it("continues after a name of 120 letters of any script", async () => {
    const names = ["a", "b", "c"].map((last) => "\u0e44".repeat(119) + last);
    for (const name of names) await makeProduct({ name });
    const list = (cursor: string | null) => anonymous.product.list({ search: "\u0e44\u0e44", limit: 1, cursor });
    expect((await readPages(list)).map(({ name }) => name)).toEqual(names);
  });
});
