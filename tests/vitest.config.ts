import { resolve } from "node:path";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";

const root = resolve(import.meta.dirname, "..");

/** Files that run programs, listeners or servers of their own. For the others, a process each would cost as much as their tests. */
const OWN_PROCESS = [
  "tests/project/**/*.test.ts",
  "tests/api/{mail-delivery,mail-processes,token-changes}.test.ts",
  "tests/http/{budgets,shop-budgets,change-listener,change-notifier,change-races,change-redis,change-stream,inspector,learn,outbound-tracing,password-rush,probes,rate-limit-store,raw-requests,trace-sampling,tracing,unavailable}.test.ts",
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
      // Far from UTC, so that a dependence on the machine's time zone becomes visible.
      env: {
        NODE_ENV: "test",
        TZ: "Pacific/Auckland",
        NEXTAUTH_SECRET: "a-secret-for-tests-and-nothing-else",
        CORS_ORIGINS: "https://partner.test,https://second-partner.test",
        // Each test has its own client address, as if forwarded by one proxy: see tests/setup/http.ts.
        TRUSTED_PROXIES: "1",
        // Parallel calls on a loaded machine wait for each other. Tests of the waits have shorter ones.
        DATABASE_WAIT_MS: "30000",
      },
      // These end a hanging test. They allow for a loaded machine that runs several suites.
      testTimeout: 300_000,
      hookTimeout: 300_000,
      expect: { poll: { timeout: 60_000 } },
    },
  };
}

export default defineConfig({
  root,
  test: {
    globalSetup: "tests/setup/cluster.ts", // once for both projects
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
