/** Every page can be reached, and every link shows that it was pressed. */
import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { expect, it } from "vitest";
import { accountMenuItems, navItemsFor } from "@/shell/navigation";
import { APP, hasParameter, pagePaths } from "../setup/page-paths";

/** Pages that a link in a mail or the sign-in form leads to. */
const ELSEWHERE = ["/confirm", "/forgot-password", "/reset-password"];

it("every page without a parameter in its path is a navigation item, or has its link elsewhere", () => {
  const pages = pagePaths.filter((path) => !hasParameter(path) && !ELSEWHERE.includes(path));
  const items = [...navItemsFor("ADMIN"), ...navItemsFor(undefined)].map(({ href }) => href);
  expect(pages).toContain("/account/tokens");
  expect(
    pages.filter((page) => !items.includes(page)),
    "Add it to src/shell/navigation.ts",
  ).toEqual([]);
});

it("administrators alone have links to the admin pages", () => {
  const pathsOf = (role: "ADMIN" | "CUSTOMER") =>
    [...accountMenuItems(role), ...navItemsFor(role)].map(({ href }) => href).filter((href) => /^\/admin/.test(href));
  expect(pathsOf("CUSTOMER")).toEqual([]);
  expect(pathsOf("ADMIN")).toEqual(expect.arrayContaining(["/admin", "/admin/users"]));
});

it("only components/link.tsx imports next/link", () => {
  const src = join(APP, "..");
  const importers = readdirSync(src, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && readFileSync(join(src, file), "utf8").includes('from "next/link"'))
    .map((file) => file.split(sep).join("/"));
  expect(importers).toEqual(["components/link.tsx"]);
});
