import { resolve } from "node:path";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";

const root = resolve(import.meta.dirname, "..");

/** Where programs run, servers of another kind, and listeners. For the others, a process each would cost as much as their tests. */
const OWN_PROCESS = [
  "tests/project/**/*.test.ts",
  "tests/api/token-changes.test.ts",
  "tests/http/{live,live-news,rate-limit-store,unavailable}.test.ts",
];

function project(name: string, options: TestProjectInlineConfiguration["test"]): TestProjectInlineConfiguration {
  return {
    root,
    resolve: {
      alias: { "@": resolve(root, "src"), "server-only": resolve(root, "node_modules/server-only/empty.js") },
    },
    test: {
      name,
      ...options,
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
      testTimeout: 30_000,
      hookTimeout: 60_000,
    },
  };
}

export default defineConfig({
  root,
  test: {
    globalSetup: "tests/setup/cluster.ts", // once, for both
    maxWorkers: 2,
    projects: [
      project("own process", { include: OWN_PROCESS }),
      project("one process", {
        include: ["tests/{domain,api,http,contract}/**/*.test.ts"],
        exclude: OWN_PROCESS,
        isolate: false,
      }),
    ],
  },
});
