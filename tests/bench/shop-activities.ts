/** What visitors of a soak do in the shop. */
import type { Client } from "pg";
import { type Activity, bearer, html, type Request, readStart, type Visitor } from "./soak-activity";

/** Never sold out while the soak lasts. */
export const fillShelves = (client: Client) => client.query("UPDATE products SET stock = 1000000");

async function order(request: Request, visitor: Visitor, turn: number) {
  const headers = { ...bearer(visitor), "idempotency-key": `soak-${turn}` };
  const { items } = (await request("GET /api/v1/products", { status: 200 })) as { items: { id: string }[] };
  const json = { lines: items.slice(turn % 5, (turn % 5) + 3).map(({ id }) => ({ productId: id, quantity: 1 })) };
  const placed = await request("POST /api/v1/orders", { headers, json, status: 201 });
  const again = await request("POST /api/v1/orders", { headers, json, status: 201 });
  if (again.id !== placed.id) throw new Error("the same key placed another order");
  await request(`DELETE /api/v1/orders/${placed.id}`, { headers: bearer(visitor), status: 200 });
  await request(`DELETE /api/v1/orders/${placed.id}`, { headers: bearer(visitor), status: 409 });
}

const STREAM = `GET /api/trpc/change.onChange?input=${encodeURIComponent('{"json":{}}')}`;

export const shopActivities: Record<string, Activity> = {
  catalog: (request) => request("GET /api/v1/products?search=lamp", { status: 200 }),
  order,
  "own orders": (request, visitor) => request("GET /api/v1/orders", { headers: bearer(visitor), status: 200 }),
  "stream of orders": (request, visitor) => request(STREAM, { headers: bearer(visitor), status: 200, read: readStart }),
  "page: catalog": (request) => request("GET /products", html),
  "refusal: another's row": (request, visitor) =>
    request("GET /api/v1/orders/nobodys", { headers: bearer(visitor), status: 404 }),
  "refusal: empty order": (request, visitor) =>
    request("POST /api/v1/orders", { headers: bearer(visitor), json: { lines: [] }, status: 400 }),
};
