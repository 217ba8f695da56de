/** A roll-out: for some minutes, servers of two versions work on one database, which has the migrations of the new one. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../scripts/setup.mjs";
import { buildRelease, findPreviousRelease } from "../../setup/previous-release";
import { copyRelease, createDatabase } from "../../setup/release";
import { startStandalone } from "../standalone";
import { expect, test } from "./drill";
import { call, type DrillServer, makeUser, SETTINGS, startDrillServer } from "./server";

const release = copyRelease();
test.afterAll(() => release.remove());

type Server = Pick<DrillServer, "origin">;

async function expectReady(server: Server) {
  await expect.poll(async () => (await call(server, "GET /api/ready")).status).toBe(200);
}

/** What every product does: users sign up, read and write. */
async function expectService(server: Server) {
  const user = await makeUser(server);
  expect((await user.createToken()).status).toBe(201);
  expect((await user.rename("Renamed")).status).toBe(200);
  expect((await user.call("GET /api/v1/me")).body).toMatchObject({ name: "Renamed" });
  expect((await user.call("GET /api/v1/tokens")).body.items).toHaveLength(1);
}

test("the next version adds a column to each table: a server of this one stays ready and serves", async ({
  database,
  server,
}) => {
  const before = server.errors().length; // of other drills
  await expectService(server);
  const tables = await database.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'",
  );
  const sql = tables
    .map(({ name }) => `ALTER TABLE "${name}" ADD COLUMN "of_next_version" TEXT DEFAULT 'x';`)
    .join("\n");
  release.addMigration("29990101000000_of_next_version", sql);
  expect(await release.deploy(database.url).ended).toMatchObject({ status: 0 });
  await expectService(server);
  await expectReady(server);
  const later = await startDrillServer(database.url);
  await expectReady(later);
  await expectService(later);
  await later.stop();
  expect(server.errors().slice(before)).toEqual([]);
});

test("a migration of this version is missing: its server is not ready until that is applied", async ({ database }) => {
  const [last = ""] = readdirSync(join(root, "prisma/migrations"))
    .filter((name) => /^\d/.test(name))
    .sort()
    .reverse();
  const url = await createDatabase(database.url);
  const before = copyRelease();
  before.removeMigration(last);
  expect(await before.deploy(url).ended).toMatchObject({ status: 0 });
  before.remove();
  const server = await startDrillServer(url);
  expect(await call(server, "GET /api/ready")).toMatchObject({ status: 503, body: { reason: "MIGRATIONS_PENDING" } });
  expect((await call(server, "GET /api/health")).status).toBe(200);
  expect(await release.deploy(url).ended).toMatchObject({ status: 0 });
  await expectReady(server);
  await server.stop();
});

const tag = findPreviousRelease();
if (!tag) console.log("The previous release is not tried: no commit before this one has a tag such as v1.0.0.");
else {
  test(`the build of ${tag} serves on a database with the migrations of this version`, async ({ database }) => {
    test.setTimeout(1_800_000);
    const build = buildRelease(tag);
    const server = await startStandalone(build.folder, { ...SETTINGS, DATABASE_URL: database.url });
    await expectReady(server);
    await expectService(server);
    await server.stop();
    build.remove();
  });
}
