/** Deployments at the same moment, as of two pushes: `npm run vercel-build`, `npm run db:migrate`. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, expect, it, vi } from "vitest";
import { connected, copyRelease, createDatabase, readMigrations } from "../setup/release";
import { node, PATIENCE, root } from "../setup/scripts";

const release = copyRelease();
afterAll(() => release.remove());

const migrations = () =>
  readdirSync(join(release.folder, "prisma/migrations"))
    .filter((name) => /^\d/.test(name))
    .sort();

/** Statements that wait for another transaction. Each is counted by a new one, whose view of the others is fresh. */
const countWaiting = (url: string) =>
  connected(url, async (client) => {
    const sql = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    return (await client.query(sql)).rowCount;
  });

const WAITS = "Another process applies migrations";

it("two deployments of an empty database succeed, and apply each migration once", async () => {
  const url = await createDatabase(process.env.DATABASE_URL ?? "");
  const ends = await Promise.all([release.deploy(url).ended, release.deploy(url).ended]);
  expect(ends.map(({ status }) => status)).toEqual([0, 0]);
  expect(await readMigrations(url)).toEqual(migrations());
});

it("vercel-build: a build that fails leaves the database as it was", async () => {
  const url = await createDatabase(process.env.DATABASE_URL ?? "");
  const next = join(release.folder, "node_modules/next/dist/bin/next");
  mkdirSync(dirname(next), { recursive: true });
  writeFileSync(next, "process.exit(1);");
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const steps = scripts["vercel-build"].split(" ").filter((step: string) => step === "build" || step === "deploy");
  const env = { VERCEL_ENV: "production", DATABASE_URL: url, DIRECT_URL: "" };
  const { status, output } = await node(["scripts/setup.mjs", ...steps], { cwd: release.folder, env });
  expect([steps.length, status, output]).toEqual([2, 1, expect.stringContaining("build failed")]);
  const tables = "SELECT FROM information_schema.tables WHERE table_schema = 'public'";
  expect(await connected(url, async (client) => (await client.query(tables)).rowCount)).toBe(0);
});

it("a deployment waits while another one builds an index concurrently, and lets it", async () => {
  const url = await createDatabase(process.env.DATABASE_URL ?? "");
  expect(await release.deploy(url).ended).toMatchObject({ status: 0 });
  release.addMigration("29990101000000_index", 'CREATE INDEX CONCURRENTLY "users_name_idx" ON "users" ("name");');
  await connected(url, async (client) => {
    await client.query("BEGIN; LOCK TABLE users IN ROW EXCLUSIVE MODE"); // as a writer does: the index waits for it
    const first = release.deploy(url);
    await vi.waitFor(async () => expect(await countWaiting(url)).toBe(1), PATIENCE);
    const second = release.deploy(url);
    await vi.waitFor(() => expect(second.output.text).toContain(WAITS), PATIENCE);
    await client.query("COMMIT");
    const ends = await Promise.all([first.ended, second.ended]);
    expect(
      ends.map(({ status }) => status),
      ends.map(({ output }) => output).join(),
    ).toEqual([0, 0]);
  });
  expect(await readMigrations(url)).toEqual(migrations());
  await connected(url, async (client) => {
    const valid = "SELECT indisvalid FROM pg_index WHERE indexrelid = 'users_name_idx'::regclass";
    expect((await client.query(valid)).rows).toEqual([{ indisvalid: true }]);
  });
});
