/** Prisma's command line on the project's migrations, and the constraints of the database. */
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

describe("the Prisma CLI", () => {
  it("finds no difference between the migrations and the schema", () => {
    const args = ["--from-migrations", "prisma/migrations", "--to-schema", "prisma/schema.prisma", "--exit-code"];
    const { status, output } = prisma("migrate", "diff", ...args);
    expect(output).toContain("No difference detected");
    expect(status).toBe(0);
  });

  it("finds a column that the schema lacks", async () => {
    await db.$executeRaw`ALTER TABLE products ADD COLUMN color text`;
    const args = ["--from-config-datasource", "--to-schema", "prisma/schema.prisma", "--exit-code"];
    const { status, output } = prisma("migrate", "diff", ...args);
    expect(output).toContain("color");
    expect(status).toBe(2);
    await db.$executeRaw`ALTER TABLE products DROP COLUMN color`;
  });

  it("reports a migrated database as up to date", () => {
    const { status, output } = prisma("migrate", "status");
    expect(output).toContain("Database schema is up to date");
    expect(status).toBe(0);
  });

  it("validates the schema", () => {
    expect(prisma("validate").output).toContain("is valid");
  });
});

describe("the database", () => {
  it("stores every time with its zone, to the millisecond", () => {
    const schema = readFileSync(resolve(root, "prisma/schema.prisma"), "utf8");
    const times = schema.split("\n").filter((line) => /\sDateTime/.test(line));
    expect(times.length).toBeGreaterThan(5);
    expect(times.filter((line) => !line.includes("@db.Timestamptz(3)"))).toEqual([]);
  });

  it("rejects an invalid price or stock by a check constraint", async () => {
    const text = { slug: "checked", name: "Checked", description: "", image: "" };
    const product = { ...text, category: "DESK", priceCents: 1, stock: 0 } as const;
    for (const wrong of [{ priceCents: 0 }, { priceCents: 100_001 }, { stock: -1 }]) {
      await expect(db.product.create({ data: { ...product, ...wrong } })).rejects.toThrow(/check/i);
    }
  });
});
