/** Baseline (a): nothing but node:http, pg and one prepared statement. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { runStatement } from "./floor/statements";

const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  const operation = pathname.slice("/api/".length);
  const rows = operation ? await runStatement(operation, searchParams) : [];
  response.setHeader("content-type", "application/json").end(JSON.stringify({ items: rows }));
});
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
