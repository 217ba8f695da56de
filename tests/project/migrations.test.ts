/** Prisma's own command line, and what it says of our migrations. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { db } from "@/server/platform/db";

const root = resolve(import.meta.dirname, "../..");

function prisma(...args: string[]) {
  const env = { ...process.env, CHECKPOINT_DISABLE: "1", NODE_OPTIONS: "" };
  const result = spawnSync(process.execPath, ["node_modules/prisma/build/index.js", ...args], {
    cwd: root,
    env,
    encoding: "utf8",
  });
  return { status: result.status, output: result.stdout + result.stderr };
}

describe("prisma", () => {
  it("finds that migrations and schema agree", () => {
    const args = ["--from-migrations", "prisma/migrations", "--to-schema", "prisma/schema.prisma", "--exit-code"];
    const { status, output } = prisma("migrate", "diff", ...args);
    expect(output).toContain("No difference detected");
    expect(status).toBe(0);
  });

  it("finds a difference where there is one", async () => {
    await db.$executeRaw`ALTER TABLE products ADD COLUMN colour text`;
    const args = ["--from-config-datasource", "--to-schema", "prisma/schema.prisma", "--exit-code"];
    const { status, output } = prisma("migrate", "diff", ...args);
    expect(output).toContain("colour");
    expect(status).toBe(2);
    await db.$executeRaw`ALTER TABLE products DROP COLUMN colour`;
  });

  it("knows which migrations a database has", () => {
    const { status, output } = prisma("migrate", "status");
    expect(output).toContain("Database schema is up to date");
    expect(status).toBe(0);
  });

  it("validates the schema", () => {
    expect(prisma("validate").output).toContain("is valid");
  });
});

describe("the database itself", () => {
  it("keeps times with their zone, to the millisecond", () => {
    const schema = readFileSync(resolve(root, "prisma/schema.prisma"), "utf8");
    const times = schema.split("\n").filter((line) => /\sDateTime/.test(line));
    expect(times.length).toBeGreaterThan(5);
    expect(times.filter((line) => !line.includes("@db.Timestamptz(3)"))).toEqual([]);
  });

  it("refuses a price, a stock or a quantity that no code may write", async () => {
    const product = { slug: "checked", name: "Checked", description: "", image: "", priceCents: 1, stock: 0 };
    for (const wrong of [{ priceCents: 0 }, { priceCents: 100_001 }, { stock: -1 }]) {
      await expect(db.product.create({ data: { ...product, ...wrong } })).rejects.toThrow(/check/i);
    }
  });
});
