import { describe, expect, it } from "vitest";
import { rank } from "@/features/palette/rank";

const groups = [
  { heading: "Pages", results: [{ name: "My orders" }, { name: "Security", keywords: ["password"] }] },
  { heading: "Products", results: [{ name: "Desk mat", keywords: ["lamp"] }, { name: "Opal Globe Lamp" }] },
  { heading: "Recent orders", results: [{ name: "Order ABC", keywords: ["Placed", "Opal Globe Lamp"] }] },
];
const namesFor = (query: string) => rank(groups, query).flatMap(({ results }) => results.map(({ name }) => name));

describe("palette", () => {
  it("ranks a product of that name before an order that contains it", () => {
    expect(namesFor("lamp")).toEqual(["Opal Globe Lamp", "Desk mat", "Order ABC"]);
  });

  it("ranks an order of that reference before products that are found otherwise", () => {
    expect(
      rank([{ heading: "Products", results: [{ name: "Pen", keywords: ["abc"] }] }, ...groups], "abc"),
    ).toMatchObject([{ heading: "Recent orders" }, { heading: "Products" }]);
  });

  it("finds every word in any place, composed or not, and no scattered letters", () => {
    expect(namesFor("globe OPAL")).toEqual(["Opal Globe Lamp", "Order ABC"]);
    expect(namesFor("ogl")).toEqual([]);
    expect(rank([{ heading: "Products", results: [{ name: "Kaffeemühle" }] }], "MU\u0308HLE")).toHaveLength(1);
  });

  it("keeps everything in its order without a query", () => {
    expect(rank(groups, "")).toMatchObject(groups);
  });
});
