/** One first migration instead of all: what Prisma makes of the schema, and what only the catalog of a database says. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { startPostgres } from "../postgres.mjs";
import { type Catalog, differences, missingIn, readCatalog } from "./catalog";
import { prisma } from "./run";
import type { Tree } from "./tree";

const SETTINGS = ["fsync=off"];

async function withClient<Value>(
  address: string,
  name: string,
  work: (client: Client) => Promise<Value>,
): Promise<Value> {
  const url = new URL(address);
  url.pathname = `/${name}`;
  const client = new Client({ connectionString: url.href });
  await client.connect();
  return work(client).finally(() => client.end());
}

/** The tables of a schema, by Prisma. */
function tablesOf(root: string, schema: string, address: string): string {
  const folder = mkdtempSync(join(tmpdir(), "strip-"));
  const file = join(folder, "schema.prisma");
  try {
    writeFileSync(file, schema);
    return prisma(root, ["migrate", "diff", "--from-empty", "--to-schema", file, "--script"], {
      DATABASE_URL: address,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Prisma writes a generated column as one with a default, which PostgreSQL refuses if it refers to other columns. */
function withGeneratedColumns(tables: string, wanted: Catalog): string {
  let text = tables;
  for (const [name, sql] of wanted) {
    const [, table, column] = /^default of (\w+)\.(\w+)$/.exec(name) ?? [];
    const [generated] = /GENERATED ALWAYS AS .* STORED/.exec(sql) ?? [];
    const line = new RegExp(`(CREATE TABLE "${table}" \\([^;]*?^ +"${column}" .*?) DEFAULT .*?(?=,?$)`, "m");
    if (generated) text = text.replace(line, (_found, before: string) => `${before} ${generated}`);
  }
  return text;
}

/**
 * Replaces the migrations of a tree by one, and proves on two databases that both make the same.
 * @throws Error naming what the one can't make
 */
export async function mergeMigrations(tree: Tree, name: string): Promise<void> {
  const paths = tree.paths().filter((path) => /^prisma\/migrations\/.*\.sql$/.test(path));
  const server = await startPostgres({ name: "strip", database: "old_way", settings: SETTINGS, fresh: true });
  try {
    const wanted = await withClient(server.url, "old_way", async (client) => {
      await client.query("DROP DATABASE IF EXISTS new_way");
      await client.query("CREATE DATABASE new_way");
      for (const path of paths) await client.query(tree.read(path));
      return readCatalog(client);
    });
    const schema = tree.read("prisma/schema.prisma");
    const tables = withGeneratedColumns(tablesOf(tree.root, schema, server.url), wanted);
    const rest = await withClient(server.url, "new_way", async (client) => {
      await client.query(tables);
      const missing = missingIn(await readCatalog(client), wanted);
      for (const statement of missing) await client.query(statement);
      const left = differences(wanted, await readCatalog(client));
      if (left.length > 0) throw new Error(`--fresh can't write this into one migration: ${left.join(", ")}.`);
      return missing;
    });
    for (const path of paths) tree.remove(path);
    const text = [tables.trim(), "-- What Prisma's schema language can't say.", ...rest].join("\n\n");
    tree.write(`prisma/migrations/${name}/migration.sql`, `${text}\n`);
  } finally {
    await server.stop();
  }
}
