/** Searches in text of all scripts, on a database whose locale folds ASCII only. */
import { describe, expect, it } from "vitest";
import { callerOf, makeOrder, makePrincipal, makeProduct, makeUser } from "../setup/factories";
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

  it("a product and a name that were typed with combining marks are stored composed", async () => {
    const admin = callerOf(await makePrincipal({ role: "ADMIN" }));
    const { id } = await makeProduct({ stock: 1 });
    const input = {
      id,
      version: 0,
      category: "PAPER" as const,
      description: "Ru\u0308cken",
      priceCents: 1,
      stockChange: 0,
    };
    const saved = await admin.admin.product.save({ ...input, name: "Ru\u0308ckenkissen" });
    expect([saved.name, saved.description]).toEqual(["R\u00fcckenkissen", "R\u00fccken"]);
    expect((await admin.account.update({ name: "Jo\u0308rg" })).name).toBe("J\u00f6rg");
  });

  it("an administrator finds a user and their order by name and by an international email", async () => {
    const admin = callerOf(await makePrincipal({ role: "ADMIN" }));
    const { id: userId } = await makeUser({ name: "Özge Ünal", email: "ozge@xn--nal-goa.example" });
    const owner = await makePrincipal({ name: "Åsa Ödman" });
    const { id: orderId } = await makeOrder(owner);
    for (const search of ["özge", "ÜNAL", "@ünal.example", "OZGE@ÜNAL.example"]) {
      expect((await admin.admin.user.list({ search })).items.map((it) => it.id)).toEqual([userId]);
    }
    expect((await admin.admin.order.list({ search: "åsa ö" })).items.map((it) => it.id)).toEqual([orderId]);
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
