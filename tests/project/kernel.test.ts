/** The kernel serves any product: the demo's resources are named nowhere in it. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { product } from "@/product";

const root = resolve(import.meta.dirname, "../..");
const KERNEL = [
  ...["core", "auth", "http", "rest", "realtime", "platform"].map((name) => `src/server/${name}`),
  ...["src/trpc", "src/shell", "src/components", "src/proxy.ts", "scripts"],
];
/** The menus of the demo, scripts of its API and its partner site, and the list of what npm run strip-demo takes out. */
const EXCEPT =
  /^src\/shell\/(admin-section|main-links|navigation)\.ts$|^scripts\/(api|partner)\/|^scripts\/strip\/demo(-[a-z-]+)?\.ts$/;

function filesIn(path: string): string[] {
  if (statSync(join(root, path)).isFile()) return [path];
  return readdirSync(join(root, path)).flatMap((name) => filesIn(`${path}/${name}`));
}

const SETTINGS = new RegExp(`\\bproduct\\.(${Object.keys(product).join("|")})\\b`, "g");

/** The words of a text, those in camelCase included; without sorting in SQL and Prisma, and src/product.ts and its uses. */
const wordsOf = (text: string) =>
  text
    .replaceAll(/\bORDER BY\b|\borderBy(?=:|Cursor\b)/g, "")
    .replaceAll('import { product } from "@/product";', "")
    .replaceAll("src/product.ts", "")
    .replaceAll(SETTINGS, "")
    .split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/)
    .map((word) => word.toLowerCase());

const mentionsDemo = (text: string) => wordsOf(text).some((word) => /^(order|product|cart)s?$/.test(word));

it("kernel: no file contains the words order, product or cart", () => {
  const files = KERNEL.flatMap(filesIn).filter((file) => !EXCEPT.test(file) && /\.(tsx?|mjs|css)$/.test(file));
  const found = files.flatMap((file) =>
    readFileSync(join(root, file), "utf8")
      .split("\n")
      .flatMap((line, index) => (mentionsDemo(line) ? `${file}:${index + 1} ${line.trim()}` : [])),
  );
  expect(files.length).toBeGreaterThan(80);
  expect(found, "Move it to src/product.ts, to a feature or to a resource's own files").toEqual([]);
});

it.each(["api.product.list.useQuery()", "db.product.findMany()", "{ product } = row", "MyOrders", "cart-button"])(
  "kernel: %s would be found",
  (text) => expect(mentionsDemo(text)).toBe(true),
);

it("product: every setting is read outside src/product.ts", () => {
  const text = filesIn("src")
    .filter((file) => file !== "src/product.ts" && /\.tsx?$/.test(file))
    .map((file) => readFileSync(join(root, file), "utf8"))
    .join("\n");
  expect(Object.keys(product).filter((key) => !new RegExp(`\\bproduct\\.${key}\\b`).test(text))).toEqual([]);
});
