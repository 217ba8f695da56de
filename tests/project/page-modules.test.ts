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

it("development compiles no large package of the server, which production bundles", async () => {
  vi.stubEnv("DATABASE_URL", "postgresql://localhost/any");
  const { default: config } = await import("../../next.config.mjs");
  const externals = (phase: string) => config(phase).serverExternalPackages;
  const large = ["@vercel/functions", "ioredis", "rate-limiter-flexible", "zod"];
  expect(externals("phase-development-server")).toEqual(expect.arrayContaining(large));
  expect(externals("phase-production-build")?.filter((name) => large.includes(name))).toEqual([]);
  vi.unstubAllEnvs();
});
