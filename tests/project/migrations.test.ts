/** Prisma's command line on the project's migrations, and the constraints of the database. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Client } from "pg";
import { describe, expect, it } from "vitest";
import { db } from "@/server/platform/db";

const root = resolve(import.meta.dirname, "../..");

/** Runs the CLI with our schema engine, also where Prisma's own is installed. */
function prisma(env: Record<string, string>, ...args: string[]) {
  const PRISMA_SCHEMA_ENGINE_BINARY = resolve(root, "scripts/schema-engine.mjs");
  const own = { CHECKPOINT_DISABLE: "1", NODE_OPTIONS: "", PRISMA_SCHEMA_ENGINE_BINARY };
  const result = spawnSync(process.execPath, ["node_modules/prisma/build/index.js", ...args], {
    cwd: root,
    env: { ...process.env, ...own, ...env },
    encoding: "utf8",
  });
  return { status: result.status, output: result.stdout + result.stderr };
}

describe("the Prisma CLI on scripts/schema-engine.mjs", () => {
  it("uses this engine on every machine", () => {
    expect(prisma({}, "version").output).toContain("at scripts/schema-engine.mjs");
  });

  it("creates a database with all migrations", async () => {
    const database = new URL(process.env.DATABASE_URL ?? "");
    database.pathname = "/migrated_by_our_engine";
    const env = { DATABASE_URL: database.href };
    const deployed = prisma(env, "migrate", "deploy");
    expect(deployed.output).toContain("All migrations have been successfully applied");
    expect(deployed.status).toBe(0);
    const client = new Client({ connectionString: database.href });
    await client.connect();
    expect((await client.query("SELECT FROM idempotent_answers, changes, credentials")).rowCount).toBe(0);
    await client.end();
    await db.$executeRaw`DROP DATABASE migrated_by_our_engine`;
  });

  it("finds no difference between the migrations and the schema", () => {
    const args = ["--from-migrations", "prisma/migrations", "--to-schema", "prisma/schema.prisma", "--exit-code"];
    const { status, output } = prisma({}, "migrate", "diff", ...args);
    expect(output).toContain("No difference detected");
    expect(status).toBe(0);
  });

  it("finds a column that the schema lacks", async () => {
    await db.$executeRaw`ALTER TABLE users ADD COLUMN color text`;
    const args = ["--from-config-datasource", "--to-schema", "prisma/schema.prisma", "--exit-code"];
    const { status, output } = prisma({}, "migrate", "diff", ...args);
    expect(output).toContain("color");
    expect(status).toBe(2);
    await db.$executeRaw`ALTER TABLE users DROP COLUMN color`;
  });

  it("reports a migrated database as up to date", () => {
    const { status, output } = prisma({}, "migrate", "status");
    expect(output).toContain("Database schema is up to date");
    expect(status).toBe(0);
  });

  it("validates the schema", () => {
    expect(prisma({}, "validate").output).toContain("is valid");
  });
});

describe("the database", () => {
  it("stores every time with its zone, to the millisecond", () => {
    const schema = readFileSync(resolve(root, "prisma/schema.prisma"), "utf8");
    const times = schema.split("\n").filter((line) => /\sDateTime/.test(line));
    expect(times.length).toBeGreaterThan(5);
    expect(times.filter((line) => !line.includes("@db.Timestamptz(3)"))).toEqual([]);
  });
});
