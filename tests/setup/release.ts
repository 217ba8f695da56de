/** The project as another version of it would be deployed: with further migrations, or without some. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { collect, copyScripts, inheritedEnv, linkPackages, root } from "./scripts";

/** What a deployment needs to apply migrations, in a folder of its own. */
export function copyRelease() {
  const folder = copyScripts();
  linkPackages(folder, "@next/env", "@prisma", "pg", "prisma");
  cpSync(join(root, "prisma"), join(folder, "prisma"), { recursive: true });
  copyFileSync(join(root, "prisma.config.ts"), join(folder, "prisma.config.ts"));
  return {
    folder,
    addMigration(name: string, sql: string) {
      mkdirSync(join(folder, "prisma/migrations", name));
      writeFileSync(join(folder, "prisma/migrations", name, "migration.sql"), sql);
    },
    removeMigration: (name: string) => rmSync(join(folder, "prisma/migrations", name), { recursive: true }),
    /** Applies its migrations as `npm run vercel-build` does. @returns what it has printed so far, and its end */
    deploy(url: string) {
      const env = { ...inheritedEnv(), VERCEL_ENV: "production", DATABASE_URL: url, DIRECT_URL: "" };
      const child = spawn(process.execPath, ["scripts/setup.mjs", "deploy"], { cwd: folder, env });
      const output = collect(child);
      return { output, ended: once(child, "close").then(([status]) => ({ status, output: output.text })) };
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** Creates an empty database beside another. @returns its URL */
export async function createDatabase(url: string): Promise<string> {
  const name = `release_${crypto.randomUUID().replaceAll("-", "")}`;
  await connected(url, (client) => client.query(`CREATE DATABASE ${name}`));
  return String(Object.assign(new URL(url), { pathname: `/${name}` }));
}

/** Runs `work` with a connection. */
export async function connected<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return work(client).finally(() => client.end());
}

/** The names of the migrations that were applied, in this order. */
export const readMigrations = (url: string) =>
  connected(url, async (client) => {
    const { rows } = await client.query(
      "SELECT migration_name FROM _prisma_migrations ORDER BY started_at, migration_name",
    );
    return rows.map((row) => String(row.migration_name));
  });
