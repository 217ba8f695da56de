/** Baseline (b): the same statements in a route handler of Next. */
import { runStatement } from "../../../statements";

export async function GET(request: Request, { params }: { params: Promise<{ operation: string }> }) {
  const { operation } = await params;
  return Response.json({ items: await runStatement(operation, new URL(request.url).searchParams) });
}
