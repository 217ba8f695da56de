import { expect, it } from "vitest";
import { catalogHref, readFilters } from "@/features/product/search-params";

it("catalog filters: unknown values in the URL are ignored", () => {
  expect(readFilters({ category: "CARS", sort: "best", search: ["a", "b"] })).toEqual({ sort: "name" });
  expect(readFilters({ search: `  lamp\u0000 ${"x".repeat(99)}` }).search).toHaveLength(80);
});

it("catalog filters: a URL has what differs from the default, and is read as the same filters", () => {
  expect(catalogHref(readFilters({}))).toBe("/products");
  const filters = { search: "ink & pen", category: "PAPER", sort: "lowest" } as const;
  const href = catalogHref(filters);
  expect(href).toBe("/products?search=ink+%26+pen&category=PAPER&sort=lowest");
  expect(readFilters(Object.fromEntries(new URLSearchParams(href.split("?")[1])))).toEqual(filters);
});
