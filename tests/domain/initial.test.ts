import { expect, it } from "vitest";
import { initialOf } from "@/shell/initial";

it.each([
  ["ann", "A"],
  ["élodie", "É"],
  ["😀 Ann", "😀"],
  ["👩‍🚀 Ann", "👩‍🚀"],
  ["🇩🇪 Ann", "🇩🇪"],
  ["𝔍o", "𝔍"],
  ["שרה", "ש"],
  ["\u200d\u00a0Ann", "A"],
  ["", ""],
])("initialOf: %j begins with %j", (name, initial) => expect(initialOf(name)).toBe(initial));
