import { expect, it } from "vitest";
import { formatChange, percentChange } from "@/domain/admin-overview";

it.each([
  [112, 100, 12],
  [50, 200, -75],
  [0, 10, -100],
  [10, 10, 0],
  [5, 0, null],
  [0, 0, null],
])("percentChange: %i after %i is %s", (now, before, percent) => {
  expect(percentChange(now, before)).toBe(percent);
});

it("formatChange: a sign, unless nothing has changed", () => {
  expect([12, 0, -75, 430].map(formatChange)).toEqual(["+12%", "0%", "-75%", "+430%"]);
});
