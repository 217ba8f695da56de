/** The catalog is kept in the process (platform/row-cache.ts), and shows every write at once. */
import { beforeAll, expect, it } from "vitest";
import type { Product } from "@/domain/product.schema";
import { Prisma } from "@/generated/prisma/client";
import type { Principal } from "@/server/auth/principal";
import { db } from "@/server/platform/db";
import { logged } from "../setup/database";
import { callerOf, makePrincipal, makeProduct } from "../setup/factories";
import { statementsOf } from "./statements";

const anonymous = callerOf(null);

let customer: Principal;
let admin: Principal;
beforeAll(async () => {
  customer = await makePrincipal();
  admin = await makePrincipal({ role: "ADMIN" });
});

/** A product as the list and its own page show it. */
async function shown(id: string) {
  const { items } = await anonymous.product.list({ limit: 100 });
  const { facts: _, ...product } = await anonymous.product.byId({ id });
  expect(items.find((it) => it.id === id)).toEqual(product);
  return product;
}

async function save(product: Product) {
  const { id, name, description, category, priceCents } = product;
  const edit = { name, description, category, priceCents: priceCents + 1, stockChange: 5 };
  await callerOf(admin).admin.product.save({ id, version: 0, ...edit });
}

it("list and product show an order, its cancellation, an edit and a statement of psql at once", async () => {
  const { id } = await makeProduct({ stock: 10, priceCents: 700 });
  expect(await shown(id)).toMatchObject({ stock: 10 });

  const order = await callerOf(customer).order.place({ lines: [{ productId: id, quantity: 3 }] });
  expect(await shown(id)).toMatchObject({ stock: 7 });

  await callerOf(customer).order.cancel({ id: order.id });
  const product = await shown(id);
  expect(product).toMatchObject({ stock: 10 });

  await save(product);
  expect(await shown(id)).toMatchObject({ stock: 15, priceCents: 701 });

  await db.$executeRaw`UPDATE products SET stock = 0 WHERE id = ${id}`;
  expect(await shown(id)).toMatchObject({ stock: 0 });
});

it("30 buyers who look before they buy never see more than is left", async () => {
  const { id } = await makeProduct({ stock: 30 });
  let sold = 0;
  const seen = await Promise.all(
    Array.from({ length: 30 }, async () => {
      await callerOf(customer).order.place({ lines: [{ productId: id, quantity: 1 }] });
      const most = 30 - ++sold;
      return { most, stock: (await anonymous.product.byId({ id })).stock };
    }),
  );
  expect(seen.filter(({ stock, most }) => stock > most)).toEqual([]);
});

it("20 readers of the same pages send one statement", async () => {
  const { id } = await makeProduct();
  const read = () => Promise.all([anonymous.product.list({}), anonymous.product.byId({ id })]);
  await read();
  expect(await statementsOf(() => Promise.all(Array.from({ length: 10 }, read)))).toHaveLength(1);
});

it("a search is not kept", async () => {
  const search = () => anonymous.product.list({ search: "lamp" });
  await search();
  expect(await statementsOf(search)).toEqual([expect.stringContaining("ILIKE")]);
});

it("5 parallel calls for an unknown product have a line in the log each", async () => {
  const calls = Array.from({ length: 5 }, () => anonymous.product.byId({ id: "missing" }));
  const results = await Promise.allSettled(calls);
  expect(results.map(({ status }) => status)).toEqual(Array(5).fill("rejected"));
  expect(logged.filter((line) => line.includes('"product.byId"'))).toHaveLength(5);
});

it("an unknown product appears when it is inserted", async () => {
  const { id: other, ...data } = await makeProduct();
  const id = `${other}0`;
  await expect(anonymous.product.byId({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  const { isSoldOut: _, facts, ...rest } = data;
  await db.product.create({ data: { ...rest, facts: facts ?? Prisma.JsonNull, id, slug: id } });
  expect(await anonymous.product.byId({ id })).toMatchObject({ id });
});
