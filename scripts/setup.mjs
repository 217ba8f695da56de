/**
 * The steps that set up the project: `node scripts/setup.mjs install env generate ...`.
 * Before `install`, only Node's own modules exist: everything else is imported inside a step.
 */
import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import fs from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { connectionConfig } from "../src/database-url.mjs";
import { loadEnvironment, root, selectDatabase } from "./environment.mjs";
import { withMigrationLock } from "./migration-lock.mjs";
import { startPostgres } from "./postgres.mjs";
import { onStop } from "./process.mjs";

export { root };

const path = (name) => join(root, name);

const migrationNames = () =>
  fs
    .readdirSync(path("prisma/migrations"), { withFileTypes: true })
    .filter((it) => it.isDirectory())
    .map(({ name }) => name);
export const bin = (name) => path(`node_modules/${name}`);
export const say = (text) => console.log(`\x1b[2m▸\x1b[0m ${text}`);

/**
 * Runs a program in the project folder. Shows its output, except what is a pipe: that is returned. Throws Error with it,
 * if the program fails.
 */
function run(command, args, stdio = "inherit") {
  return new Promise((done, fail) => {
    const env = { ...process.env, CHECKPOINT_DISABLE: "1" }; // no search for updates of Prisma
    const child = spawn(command, args, {
      cwd: root,
      stdio,
      env,
      shell: command === "npm" && process.platform === "win32",
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output += chunk));
    child
      .on("error", fail)
      .on("close", (code, signal) =>
        code === 0 ? done(output) : fail(new Error(output || `It ended with ${code ?? signal}.`)),
      );
  });
}
const node = (args, stdio) => run(process.execPath, args, stdio);
const prisma = (...args) => node([bin("prisma/build/index.js"), ...args], "pipe");

/** Runs `work` with DATABASE_URL. If that is not set, the embedded server runs meanwhile. */
async function withDatabase(work) {
  const server = process.env.DATABASE_URL ? undefined : await startPostgres();
  if (server) selectDatabase(server.url);
  await work().finally(async () => {
    if (server) selectDatabase(undefined); // the next step starts it again, maybe on another port
    await server?.stop();
  });
}

const directUrl = () => process.env.DIRECT_URL || process.env.DATABASE_URL;

async function query(sql) {
  const { default: pg } = await import("pg");
  const config = connectionConfig(directUrl());
  const client = new pg.Client({ ...config, connectionTimeoutMillis: 10_000 });
  await client.connect();
  return client.query(sql).finally(() => client.end());
}

const readJson = (name) => JSON.parse(fs.existsSync(path(name)) ? fs.readFileSync(path(name), "utf8") : "{}");
const readLock = (name) => {
  const { "": project, ...packages } = readJson(name).packages ?? {};
  return { project, packages };
};

/** Whether package-lock.json was made from this package.json. */
function isLocked() {
  const [manifest, { project }] = [readJson("package.json"), readLock("package-lock.json")];
  const kinds = ["dependencies", "devDependencies", "optionalDependencies"];
  return kinds.every((kind) => isDeepStrictEqual(manifest[kind] ?? {}, project?.[kind] ?? {}));
}

/**
 * Whether package-lock.json agrees with package.json, and node_modules holds what it names: the same versions, nothing else, and optional packages at
 * most for this platform. npm's record of an installation, node_modules/.package-lock.json, is copied along with it.
 */
export function isInstalled() {
  const { packages: wanted } = readLock("package-lock.json");
  const { packages: found } = readLock("node_modules/.package-lock.json");
  // As in package.json: ["linux", "darwin"], or ["!win32"].
  const fits = (list, own) => !list || list.includes(own) || (list[0]?.startsWith("!") && !list.includes(`!${own}`));
  const isThere = ([path, { version, integrity, os, cpu }]) =>
    wanted[path]?.version === version &&
    wanted[path].integrity === integrity &&
    fits(os, process.platform) &&
    fits(cpu, process.arch) &&
    fs.existsSync(join(root, path, "package.json"));
  return (
    isLocked() &&
    Object.keys(found).length > 0 &&
    Object.entries(found).every(isThere) &&
    Object.entries(wanted).every(([path, { optional }]) => optional || path in found)
  );
}

/** Whether this process may write to a folder. */
function isWritable(folder) {
  try {
    fs.accessSync(folder, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** npm keeps what it downloads in the home folder; where that is read-only, in the project's. */
function npmCache() {
  if (process.env.npm_config_cache && isWritable(process.env.npm_config_cache)) return [];
  return [join(homedir(), ".npm"), homedir()].some(isWritable) ? [] : ["--cache", path(".data/npm")];
}

/** Run by name, a step does its work again (`force`); in the first run it does only what is missing. */
export const steps = {
  async install({ force = false } = {}) {
    if (!force && isInstalled()) return;
    say("Installing the packages of package-lock.json (a minute or two) ...");
    const args = ["ci", "--include=dev", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"];
    await run("npm", [...args, ...npmCache()], ["inherit", "inherit", "pipe"]).catch((error) => {
      // npm may fail for lack of a network before it gets to say so itself.
      const remedy = "package-lock.json does not agree with package.json. Run: npm install";
      throw isLocked() && !error.message.includes("EUSAGE") ? error : Object.assign(error, { remedy });
    });
  },

  /** For each script but `npm run dev`: what is out of date stays, because an upgrade may be under way. */
  async packages() {
    if (fs.existsSync(bin(".package-lock.json"))) return; // npm writes it at the end of an installation
    await setUp(["install", "generate"], { force: true });
  },

  async env() {
    if (fs.existsSync(path(".env"))) return;
    say("Writing .env from .env.example, with a fresh secret");
    const secret = `NEXTAUTH_SECRET="${randomBytes(32).toString("base64url")}"`;
    const example = fs.readFileSync(path(".env.example"), "utf8");
    fs.writeFileSync(path(".env"), example.replace(/^NEXTAUTH_SECRET=.*$/m, secret), { mode: 0o600 });
  },

  /** Keeps the embedded PostgreSQL up until Ctrl-C. */
  async database() {
    const server = await startPostgres();
    say(`PostgreSQL runs at ${server.url}\n  Ctrl-C stops it`);
    await new Promise(onStop);
    await server.stop();
    process.exit();
  },

  async generate({ force = false } = {}) {
    await (await import("./sources.mjs")).writeSources(root);
    const inputs = ["prisma/schema.prisma", "package-lock.json"].map((name) => fs.readFileSync(path(name)));
    const list = `export const migrations: string[] = ${JSON.stringify(migrationNames())};\n`;
    const stamp = createHash("sha256").update(Buffer.concat(inputs)).update(list).digest("hex");
    const file = path("src/generated/.stamp");
    if (!force && fs.existsSync(file) && fs.readFileSync(file, "utf8") === stamp) return;
    say("Generating the Prisma client from prisma/schema.prisma");
    await prisma("generate");
    fs.writeFileSync(path("src/generated/migrations.ts"), list); // for /api/ready: the build has no prisma folder
    fs.writeFileSync(file, stamp);
  },

  migrate({ force = false } = {}) {
    return withDatabase(async () => {
      const sql =
        "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL";
      const applied = force ? undefined : await query(sql).catch(() => undefined);
      const names = new Set(applied?.rows.map((row) => row.migration_name));
      if (migrationNames().every((name) => names.has(name))) return;
      say("Applying the migrations of prisma/migrations");
      await withMigrationLock(
        directUrl(),
        () => prisma("migrate", "deploy"),
        () => say("Another process applies migrations. Waiting until it has finished ..."),
      );
    });
  },

  seed({ force = false } = {}) {
    return withDatabase(async () => {
      if (!force && (await query("SELECT FROM users LIMIT 1")).rowCount) return;
      say("Seeding the database with the demo data of prisma/seed.ts");
      say((await node(["--import", "tsx", "--conditions=react-server", "prisma/seed.ts"], "pipe")).trim());
    });
  },

  /** On Vercel, a preview applies migrations only where its environment allows it: its database may be that of production. */
  async deploy() {
    const { VERCEL_ENV = "production", MIGRATE_PREVIEWS } = process.env;
    if (VERCEL_ENV !== "production" && MIGRATE_PREVIEWS !== "true")
      return say("Preview deployment: no migrations applied (MIGRATE_PREVIEWS)");
    if (!process.env.DATABASE_URL) throw new Error("DATABASE_URL is not set. Add it to the environment variables.");
    await steps.migrate({ force: true });
  },

  /** Makes .next for `npm start`, and .next/standalone, a folder that runs by itself: node server.js. */
  async build() {
    await node([bin("next/dist/bin/next"), "build"]);
    const folder = path(".next/standalone");
    if (!fs.existsSync(folder)) return; // next.config.mjs asks for none on Vercel
    // Next leaves out the static files, and copies the developer's .env: secrets do not belong in an image.
    for (const name of ["public", ".next/static"]) fs.cpSync(path(name), join(folder, name), { recursive: true });
    for (const name of fs.readdirSync(folder)) if (name.startsWith(".env")) fs.rmSync(join(folder, name));
  },
};

const behindPooler =
  "If it is the address of a transaction pooler (PgBouncer; the default of Neon and Vercel), set DIRECT_URL to the database's own.";
/** The mode of each step that uses the environment. The others need nothing of it, or start programs that load it. */
const modes = { database: undefined, migrate: undefined, seed: undefined, deploy: "production", build: "production" };

const remedies = {
  install: "Check your network and the registry that npm uses (npm config get registry), then try again.",
  env: "Check that this folder is writable, or write .env yourself: see .env.example.",
  database: "Check the log named above, or set DATABASE_URL in .env to another PostgreSQL server.",
  generate: "Check prisma/schema.prisma: npx prisma validate names the line.",
  migrate: `Check DATABASE_URL in .env, and npx prisma migrate status.\n  ${behindPooler}`,
  seed: "Check prisma/seed.ts. npx prisma migrate reset starts over with an empty database.",
  deploy: `Check DATABASE_URL, and npx prisma migrate status.\n  ${behindPooler}`,
  build: "The lines above name what is wrong.",
};

/** Runs steps one after another. @throws Error with the step that failed and what to do */
export async function setUp(names, options = {}) {
  for (const name of names) {
    if (name in modes) loadEnvironment(modes[name]);
    await steps[name](options).catch((error) => {
      if (name === "packages") throw error; // its steps have said it
      throw new Error(`${name} failed: ${error.message || error.code}\n  ${error.remedy ?? remedies[name]}`);
    });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const names = process.argv.slice(2);
  const usage = `Usage: node scripts/setup.mjs [${Object.keys(steps).join("] [")}]`;
  const known = names.length > 0 && names.every((name) => name in steps);
  await (known ? setUp(names, { force: true }) : Promise.reject(new Error(usage))).catch((error) => {
    console.error(`\n✗ ${error.message}`);
    process.exit(1);
  });
}
