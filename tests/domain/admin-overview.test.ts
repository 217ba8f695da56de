import { expect, it } from "vitest";
import { percentChange } from "@/domain/admin-overview";

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
