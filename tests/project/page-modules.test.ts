/** What every page loads, which the first page in development waits for. */
import { expect, it, vi } from "vitest";

vi.mock("@/server/rest/openapi", () => {
  throw new Error("The OpenAPI document was loaded.");
});
vi.mock("@/server/rest/routes", () => {
  throw new Error("The REST routes were loaded.");
});

it("pages load the REST routes and the OpenAPI document only for the API docs", async () => {
  const { getApiDocument } = await import("@/trpc/server");
  await expect(getApiDocument()).rejects.toThrow();
});
