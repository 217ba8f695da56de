/** The catalog over HTTP. */
import { describe, expect, it } from "vitest";
import { db } from "@/server/platform/db";
import { makeProduct } from "../setup/factories";
import { clientOf, rest } from "../setup/http";

describe("catalog", () => {
  it("a product is public, cacheable, and revalidated by the hash of its content", async () => {
    const product = await makeProduct();
    const first = await rest(`GET /products/${product.id}`);
    const etag = first.headers.get("etag") ?? "";
    expect([first.status, first.headers.get("cache-control")]).toEqual([200, "public, no-cache"]);
    expect((await rest(`GET /products/${product.id}`, { headers: { "if-none-match": etag } })).status).toBe(304);

    await db.product.update({ where: { id: product.id }, data: { stock: 1 } });
    const changed = await rest(`GET /products/${product.id}`, { headers: { "if-none-match": etag } });
    expect([changed.status, (await changed.json()).stock]).toEqual([200, 1]);
  });

  it("a product has its facts; in a list it has none", async () => {
    const { id, slug } = await makeProduct({ facts: [{ label: "Material", value: "Oak" }] });
    expect((await (await rest(`GET /products/${id}`)).json()).facts).toEqual([{ label: "Material", value: "Oak" }]);
    const { items } = await (await rest(`GET /products?search=${slug}`)).json();
    expect(items).toMatchObject([{ id }]);
    expect(items[0]).not.toHaveProperty("facts");
  });

  it("a page of the list has an entity tag of its own", async () => {
    await makeProduct();
    await makeProduct();
    const list = await rest("GET /products?limit=1");
    const headers = { "if-none-match": list.headers.get("etag") ?? "" };
    expect((await rest("GET /products?limit=1", { headers })).status).toBe(304);
    expect((await rest("GET /products?limit=2", { headers })).status).toBe(200);
  });

  it("an unknown product is 404, a malformed id 400", async () => {
    expect((await rest("GET /products/none")).status).toBe(404);
    expect((await rest("GET /products/a%2Fb")).status).toBe(400);
  });

  it("a search term may be percent-encoded or form-encoded", async () => {
    await makeProduct({ name: "Blue & white cup" });
    const { items } = await (await rest("GET /products?search=blue%20%26+WHITE")).json();
    expect(items.map((item: { name: string }) => item.name)).toEqual(["Blue & white cup"]);
  });

  it("LIKE patterns and SQL in a search term have no effect", async () => {
    await makeProduct({ name: "100% cotton_paper" });
    await makeProduct({ name: "100x cottonypaper" });
    const names = async (search: string) =>
      (await clientOf().product.list.query({ search })).items.map((it) => it.name);
    expect(await names("100%")).toEqual(["100% cotton_paper"]);
    expect(await names("COTTON_")).toEqual(["100% cotton_paper"]);
    expect(await names("\\")).toEqual([]);
    expect(await names("' OR 1=1 --")).toEqual([]);
  });
});
