import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { dropStaleCache } from "../../scripts/compiler-cache.mjs";

let root = "";
const cached = () => join(root, ".next/dev/cache/turbopack");

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "compiler-cache-"));
  mkdirSync(join(root, "node_modules"));
  writeFileSync(join(root, "node_modules/.package-lock.json"), "{}");
});
afterEach(() => rmSync(root, { recursive: true }));

it("the compiler's cache stays from start to start, and is dropped after an installation", () => {
  mkdirSync(cached(), { recursive: true });
  dropStaleCache(root);
  expect(existsSync(cached()), "made by an unknown installation").toBe(false);
  mkdirSync(cached(), { recursive: true });
  dropStaleCache(root);
  expect(existsSync(cached()), "no installation since").toBe(true);
  utimesSync(join(root, "node_modules/.package-lock.json"), new Date(0), new Date(0));
  dropStaleCache(root);
  expect(existsSync(cached()), "installed again").toBe(false);
});
