import { cancelOrder } from "../../../../orders";

export async function DELETE(request: Request, { params }: { params: Promise<{ id: string }> }) {
  const owner = new URL(request.url).searchParams.get("owner") ?? "";
  return Response.json(await cancelOrder(owner, (await params).id));
}
