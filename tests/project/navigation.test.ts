/** Every page can be reached, and every link shows that it was pressed. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve, sep } from "node:path";
import { expect, it } from "vitest";
import { navItemsFor } from "@/shell/navigation";

const app = resolve(import.meta.dirname, "../../src/app");

it("every page without a parameter in its path is a navigation item", () => {
  const pages = readdirSync(app, { recursive: true, encoding: "utf8" })
    .filter((file) => basename(file) === "page.tsx" && !file.includes("["))
    .map((file) => `/${dirname(join(sep, file)).split(sep).filter(Boolean).join("/")}`);
  const items = [...navItemsFor("ADMIN"), ...navItemsFor(undefined)].map(({ href }) => href);
  expect(pages).toContain("/account/tokens");
  expect(
    pages.filter((page) => !items.includes(page)),
    "Add it to src/shell/navigation.ts",
  ).toEqual([]);
});

it("only components/link.tsx imports next/link", () => {
  const src = join(app, "..");
  const importers = readdirSync(src, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && readFileSync(join(src, file), "utf8").includes('from "next/link"'))
    .map((file) => file.split(sep).join("/"));
  expect(importers).toEqual(["components/link.tsx"]);
});
