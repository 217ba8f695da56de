/** The kernel serves any product: the demo's resources are named nowhere in it. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const KERNEL = [
  ...["core", "auth", "http", "rest", "realtime", "platform"].map((name) => `src/server/${name}`),
  ...["src/trpc", "src/shell", "src/components", "src/proxy.ts", "scripts"],
];
/** The menus of the demo, and scripts of its API and its partner site. */
const EXCEPT = /^src\/shell\/navigation\.ts$|^scripts\/(api|partner)\//;

function filesIn(path: string): string[] {
  if (statSync(join(root, path)).isFile()) return [path];
  return readdirSync(join(root, path)).flatMap((name) => filesIn(`${path}/${name}`));
}

/** The words of a text, those in camelCase included; without SQL's ORDER BY, and uses of the configuration. */
const wordsOf = (text: string) =>
  text
    .replaceAll(/\border ?by/gi, "")
    .replaceAll(/["./]product["]|\bproduct(?=\.\w|,? })/g, "")
    .split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/)
    .map((word) => word.toLowerCase());

it("kernel: no file contains the words order, product or cart", () => {
  const files = KERNEL.flatMap(filesIn).filter((file) => !EXCEPT.test(file) && /\.(tsx?|mjs|css)$/.test(file));
  const found = files.flatMap((file) =>
    readFileSync(join(root, file), "utf8")
      .split("\n")
      .flatMap((line, index) =>
        wordsOf(line).some((word) => /^(order|product|cart)s?$/.test(word))
          ? `${file}:${index + 1} ${line.trim()}`
          : [],
      ),
  );
  expect(files.length).toBeGreaterThan(80);
  expect(found, "Move it to src/product.ts, to a feature or to a resource's own files").toEqual([]);
});
