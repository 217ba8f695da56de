/** The import table of biome.json, row by row: each plants a violation and sees it refused, and a good import beside it. */
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const biome = resolve(root, "node_modules/@biomejs/biome/bin/biome");

const rows: [file: string, forbidden: string[], allowed: string[]][] = [
  ["src/domain/order.ts", ["zod", "@/env", "@/server/db", "react", "./order.schema"], ["./money"]],
  ["src/domain/order.schema.ts", ["@/server/db", "react", "superjson"], ["zod", "./order"]],
  [
    "src/server/log.ts",
    ["./services/order", "./routers/_app", "./http/guard", "./db", "./pool", "@/app/page"],
    ["@/env", "./process"],
  ],
  ["src/server/rate-limit.ts", ["./services/order", "./http/guard"], ["./pool", "@/env"]],
  ["src/server/listen.ts", ["./services/order", "./http/guard"], ["./pool", "pg"]],
  ["src/server/db.ts", ["./services/order", "@/components/button"], ["@/generated/prisma/client", "pg"]],
  ["src/server/identity.ts", ["./services/order", "./db", "./routers/_app"], ["./services/session", "./log"]],
  ["src/server/auth.ts", ["./services/product", "@/generated/prisma/client"], ["./services/account"]],
  ["src/server/procedures.ts", ["./services/order", "./db"], ["./middleware/log-call", "./trpc"]],
  ["src/server/middleware/require-owner.ts", ["../services/order", "../db"], ["../errors", "../identity"]],
  [
    "src/server/services/order.ts",
    ["../routers/order", "../http/guard", "next/headers", "@/app/x"],
    ["../db", "./product"],
  ],
  [
    "src/server/routers/order.ts",
    ["../db", "@/generated/prisma/client", "next/headers", "../trpc"],
    ["../procedures", "../services/order"],
  ],
  ["src/server/http/guard.ts", ["../services/order", "../db", "../routers/_app"], ["../context", "../errors"]],
  [
    "src/server/http/rest-door.ts",
    ["../services/order", "../routers/order", "../db"],
    ["../routers/_app", "../context"],
  ],
  ["src/trpc/client.tsx", ["@/server/db", "@/server/services/order", "@/app/x"], ["@/domain/order"]],
  ["src/trpc/server.tsx", ["@/server/db", "@/server/services/order"], ["@/server/context", "@/server/routers/_app"]],
  [
    "src/components/button.tsx",
    ["@/domain/order", "@/trpc/client", "@/server/db", "@/app/x"],
    ["@/components/label", "next/link"],
  ],
  [
    "src/app/orders/page.tsx",
    ["@/server/db", "@/server/services/order", "@/generated/prisma/client"],
    ["@/trpc/server", "@/domain/order"],
  ],
  ["src/app/api/trpc/[trpc]/route.ts", ["@/server/db", "@/server/services/order"], ["@/server/http/guard"]],
];

/** Plants a file for every import in a project of its own with our biome.json, and asks Biome once. */
function lintAll() {
  const folder = mkdtempSync(join(tmpdir(), "roundtrip-imports-"));
  for (const name of ["biome.json", ".gitignore"]) copyFileSync(join(root, name), join(folder, name));
  const plant = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  try {
    return rows.flatMap(([file, forbidden, allowed]) =>
      [forbidden, allowed].flatMap((specifiers, index) => {
        // The rule is about where a file stands, so the same file is planted again and again.
        const text = specifiers.map((specifier, n) => `import { a${n} } from "${specifier}";\na${n}();`).join("\n");
        plant(file, `${text}\nexport const path = process.env.PATH;\n`);
        const found = lint(folder, file);
        return specifiers.map((specifier, n) => ({
          file,
          specifier,
          refused: found.some((it) => it.rule.endsWith("noRestrictedImports") && it.line === 2 * n + 1),
          expected: index === 0,
          readsEnvironment: found.some((it) => it.rule.endsWith("noProcessEnv")),
        }));
      }),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function lint(folder: string, file: string): { rule: string; line: number }[] {
  const args = [biome, "lint", "--reporter=github", "--max-diagnostics=none", file];
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  return [...stdout.matchAll(/title=([^,]+),.*?line=(\d+)/g)].map(([, rule = "", line]) => ({
    rule,
    line: Number(line),
  }));
}

it("refuses what the table forbids, allows what it allows, and keeps process.env in src/env.ts", () => {
  const planted = lintAll();
  expect(planted.filter(({ refused, expected }) => refused !== expected)).toEqual([]);
  expect(planted.filter(({ readsEnvironment }) => !readsEnvironment)).toEqual([]);
  expect(planted.length).toBeGreaterThan(60);
});
