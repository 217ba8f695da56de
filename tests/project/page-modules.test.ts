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

/** The configuration of Next in development, and that of a build. */
async function readConfigs() {
  vi.stubEnv("DATABASE_URL", "postgresql://localhost/any");
  const { default: config } = await import("../../next.config.mjs");
  vi.unstubAllEnvs();
  return [config("phase-development-server"), config("phase-production-build")] as const;
}

it("development compiles no large package of the server, which production bundles", async () => {
  const large = [
    "@tanstack/query-core",
    "@trpc/client",
    "@trpc/server",
    "ioredis",
    "jose",
    "next-auth",
    "superjson",
    "zod",
  ];
  const [development, build] = await readConfigs();
  expect(development.serverExternalPackages).toEqual(expect.arrayContaining(large));
  expect(build.serverExternalPackages?.filter((name) => large.includes(name))).toEqual([]);
});
