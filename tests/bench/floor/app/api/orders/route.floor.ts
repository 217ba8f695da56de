import { placeOrder } from "../../../orders";

export async function POST(request: Request) {
  const owner = new URL(request.url).searchParams.get("owner") ?? "";
  const { lines } = await request.json();
  return Response.json(await placeOrder(owner, lines), { status: 201 });
}
