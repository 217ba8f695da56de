/** The pages of the shop without a database. fault-pages.spec.ts has the others. */
import { startServerWithoutDatabase } from "./fault-pages";
import { test } from "./story";

test("without a database, the catalog of a visitor, the cart and the orders are 503s", async ({ browser }) => {
  const server = await startServerWithoutDatabase(browser);
  try {
    await server.expectUnavailable(await server.visitor.request.get("/products"));
    for (const path of ["/cart", "/orders"]) await server.expectUnavailable(await server.context.request.get(path));
  } finally {
    await server.stop();
  }
  server.expectLogged();
});
