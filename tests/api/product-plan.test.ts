/** The catalog must stay a short walk on an index in every sequence, and among what is sold out. */
import { afterAll, beforeAll, it } from "vitest";
import { CATALOG_SORTS } from "@/domain/product";
import { db } from "@/server/platform/db";
import { listAllProducts } from "@/server/services/admin-product";
import { listProducts } from "@/server/services/product";
import { cursorAt, expectShortWalk, LIMIT, type List, planner } from "./plan";

beforeAll(async () => {
  await planner.connect();
  // Every second product is sold out, and every hundredth is of a rare category.
  await planner.query(`
    INSERT INTO products (id, slug, name, description, image, category, price_cents, stock, created_at)
    SELECT 'plan-' || n, 'plan-' || n, 'Plan ' || n % 5000, '', '',
      (CASE WHEN n % 100 < 2 THEN 'HOME' ELSE 'PAPER' END)::"ProductCategory",
      100 + n % 2000, n % 2, timestamptz '2026-01-01' + (n / 3) * interval '1 second'
    FROM generate_series(1, 20000) AS n`);
  await planner.query("ANALYZE products");
});
afterAll(() => planner.end());

const COLUMNS = { name: "name", newest: "createdAt", lowest: "priceCents", highest: "priceCents" } as const;

const categories = [undefined, "HOME", "PAPER"] as const;
const cases = CATALOG_SORTS.flatMap((sort) => categories.map((category) => ({ sort, category })));

it.each(cases)("product.list: deep pages by $sort, category $category, read a few index pages", async (filters) => {
  const column = COLUMNS[filters.sort];
  const list: List = async (cursor) => {
    await planner.query("UPDATE products SET stock = stock WHERE false"); // a write: no page is kept
    return listProducts({ ...filters, cursor, limit: LIMIT });
  };
  for (const isSoldOut of [false, true]) {
    const where = { category: filters.category, isSoldOut };
    const skip = Math.floor((await db.product.count({ where })) / 2);
    const middle = await db.product.findFirstOrThrow({ where, orderBy: { [column]: "asc" }, skip });
    const key = middle[column];
    const cursor = cursorAt(key instanceof Date ? key.getTime() : key, middle.id);
    await expectShortWalk("products", list, isSoldOut ? `-${cursor}` : cursor);
  }
});

it.each(["name", "stock"] as const)("admin.product.list: deep pages by %s read a few index pages", async (sort) => {
  const middle = await db.product.findFirstOrThrow({ orderBy: [{ [sort]: "asc" }, { id: "asc" }], skip: 10_000 });
  const list: List = (cursor) => listAllProducts({ sort, cursor, limit: LIMIT });
  await expectShortWalk("products", list, cursorAt(middle[sort], middle.id));
});
