import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

const root = resolve(import.meta.dirname, "..");

export default defineConfig({
  root,
  resolve: {
    alias: { "@": resolve(root, "src"), "server-only": resolve(root, "node_modules/server-only/empty.js") },
  },
  test: {
    include: ["tests/{domain,api,http,contract,project}/**/*.test.ts"],
    globalSetup: "tests/setup/cluster.ts",
    setupFiles: "tests/setup/database.ts",
    // Somewhere far from UTC, so that a time that depends on the machine shows.
    env: {
      NODE_ENV: "test",
      TZ: "Pacific/Auckland",
      NEXTAUTH_SECRET: "a-secret-for-tests-and-nothing-else",
      AUTH_TRUST_HOST: "true",
      CORS_ORIGINS: "https://partner.test,http://localhost:4001",
      // Each test has an address of its own, as one proxy would tell it: see tests/setup/http.ts.
      TRUSTED_PROXIES: "1",
    },
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
