/** Five reads in one request. */
import { read } from "../../../statements";

export async function GET(request: Request) {
  const { owner = "", order = "", product = "" } = Object.fromEntries(new URL(request.url).searchParams);
  const items = await Promise.all([
    read("order.list", [owner]),
    read("order.byId", [owner, order]),
    read("product.list", []),
    read("product.byId", [product]),
    read("account.me", [owner]),
  ]);
  return Response.json({ items });
}
