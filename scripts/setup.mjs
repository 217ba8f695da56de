/**
 * What must be there before the app runs, a step each: `node scripts/setup.mjs install env generate ...`.
 * Before `install`, only Node's own modules exist: everything else is imported inside a step.
 */
import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import fs from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { startPostgres } from "./postgres.mjs";

export const root = resolve(import.meta.dirname, "..");
const path = (/** @type {string} */ name) => join(root, name);
const bin = (/** @type {string} */ name) => path(`node_modules/${name}`);
const changedAt = (/** @type {string} */ name) => fs.statSync(path(name), { throwIfNoEntry: false })?.mtimeMs ?? 0;

export const say = (/** @type {string} */ text) => console.log(`\x1b[2m▸\x1b[0m ${text}`);

/** Runs a Node program in the project folder with our environment; throws if it fails. */
export function node(
  /** @type {string[]} */ args,
  /** @type {import("node:child_process").StdioOptions} */ stdio = "inherit",
) {
  return new Promise((done, fail) => {
    const env = { ...process.env, CHECKPOINT_DISABLE: "1" }; // Prisma asks for no updates, so that it works offline
    const child = spawn(process.execPath, args, { cwd: root, stdio, env });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output += chunk));
    child.on("error", fail);
    child.on("exit", (code) =>
      code === 0 ? done(output) : fail(new Error(output.trim() || `It ended with ${code}.`)),
    );
  });
}
const prisma = (/** @type {string[]} */ ...args) => node([bin("prisma/build/index.js"), ...args], "pipe");

/** Makes .env known to this process and its children; variables that are set already win. */
export function loadEnv() {
  if (fs.existsSync(path(".env"))) process.loadEnvFile(path(".env"));
}

/** Gives the address of the database to `use`: DATABASE_URL, or the embedded server, which runs meanwhile. */
async function withDatabase(/** @type {() => Promise<void>} */ use) {
  const server = process.env.DATABASE_URL ? undefined : await startPostgres();
  process.env.DATABASE_URL ||= server?.url;
  await use().finally(server?.stop);
}

async function query(/** @type {string} */ sql) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL, connectionTimeoutMillis: 10_000 });
  await client.connect();
  return client.query(sql).finally(() => client.end());
}

/** Every step takes `{ force }`: asked for by name it always works; in the first run it does only what is missing. */
export const steps = {
  async install({ force = false } = {}) {
    if (!force && changedAt("node_modules/.package-lock.json") >= changedAt("package-lock.json")) return;
    say("Installing the packages of package-lock.json (a minute or two) ...");
    const npm = process.env.npm_execpath ? [process.env.npm_execpath] : undefined;
    const args = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
    if (npm) return void (await node([...npm, ...args]));
    await new Promise((done, fail) => {
      const child = spawn("npm", args, { cwd: root, stdio: "inherit", shell: process.platform === "win32" });
      child.on("exit", (code) => (code === 0 ? done(undefined) : fail(new Error(`npm ci ended with ${code}.`))));
    });
  },

  async env() {
    if (fs.existsSync(path(".env"))) return;
    say("Writing .env from .env.example, with a secret of its own");
    const example = fs.readFileSync(path(".env.example"), "utf8");
    const secret = `NEXTAUTH_SECRET="${randomBytes(32).toString("base64url")}"`;
    fs.writeFileSync(path(".env"), example.replace(/^NEXTAUTH_SECRET=.*$/m, secret), { mode: 0o600 });
  },

  async generate({ force = false } = {}) {
    const inputs = ["prisma/schema.prisma", "package-lock.json"].map((name) => fs.readFileSync(path(name)));
    const stamp = createHash("sha256").update(Buffer.concat(inputs)).digest("hex");
    const stampFile = path("src/generated/.stamp");
    if (!force && fs.existsSync(stampFile) && fs.readFileSync(stampFile, "utf8") === stamp) return;
    say("Generating the Prisma client from prisma/schema.prisma");
    await prisma("generate");
    fs.writeFileSync(stampFile, stamp);
  },

  async migrate({ force = false } = {}) {
    await withDatabase(async () => {
      const sql =
        "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL";
      const applied = force ? undefined : await query(sql).catch(() => undefined);
      const names = new Set(applied?.rows.map((row) => row.migration_name));
      const folders = fs
        .readdirSync(path("prisma/migrations"), { withFileTypes: true })
        .filter((it) => it.isDirectory());
      if (folders.every(({ name }) => names.has(name))) return;
      say("Applying the migrations of prisma/migrations");
      await prisma("migrate", "deploy");
    });
  },

  async seed({ force = false } = {}) {
    await withDatabase(async () => {
      if (!force && (await query("SELECT FROM users LIMIT 1")).rowCount) return;
      say("Filling the database with the story of prisma/seed.ts");
      const output = await node(["--import", "tsx", "--conditions=react-server", "prisma/seed.ts"], "pipe");
      if (force) console.log(output.trim());
    });
  },

  /** On Vercel: migrations belong to production deployments, so that a preview cannot change the shop's database. */
  async deploy() {
    if (process.env.VERCEL_ENV && process.env.VERCEL_ENV !== "production")
      return say("A preview: no migrations applied");
    if (!process.env.DATABASE_URL)
      throw new Error("DATABASE_URL is not set. Add it to the project's environment variables.");
    await steps.migrate({ force: true });
  },

  async build() {
    say("Building the app for production");
    await node([bin("next/dist/bin/next"), "build"]);
  },
};

const remedies = {
  install: "Check your network and the registry that npm uses (npm config get registry), then try again.",
  env: "Check that you may write in this folder, or write .env yourself: see .env.example.",
  generate: "Look at prisma/schema.prisma: npx prisma validate names the line.",
  migrate: "Look at DATABASE_URL in .env, and at npx prisma migrate status.",
  seed: "Look at prisma/seed.ts; npx prisma migrate reset starts over with an empty database.",
  deploy: "Look at DATABASE_URL, and at npx prisma migrate status.",
  build: "The lines above name the cause.",
};

/** Runs steps in order; a failed one throws what failed and what to do. */
export async function setUp(/** @type {(keyof typeof steps)[]} */ names, options = {}) {
  for (const name of names) {
    try {
      loadEnv();
      await steps[name](options);
    } catch (error) {
      throw new Error(`${name} failed: ${error.message || error.code}\n  ${remedies[name]}`);
    }
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const names = /** @type {(keyof typeof steps)[]} */ (process.argv.slice(2));
  const unknown = names.find((name) => !steps[name]);
  if (unknown || !names.length) {
    console.error(`Usage: node scripts/setup.mjs [${Object.keys(steps).join("] [")}]`);
    process.exit(1);
  }
  await setUp(names, { force: true }).catch((error) => {
    console.error(`\n✗ ${error.message}`);
    process.exit(1);
  });
}
