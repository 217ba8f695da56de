/**
 * What must be there before the app runs, a step each: `node scripts/setup.mjs install env generate ...`.
 * Before `install`, only Node's own modules exist: everything else is imported inside a step.
 */
import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import fs from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { onStop, root, startPostgres } from "./postgres.mjs";

export { root };

const path = (name) => join(root, name);
export const bin = (name) => path(`node_modules/${name}`);
const changedAt = (name) => fs.statSync(path(name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
export const say = (text) => console.log(`\x1b[2m▸\x1b[0m ${text}`);

/** Runs a program in the project folder; shows its output, or with "pipe" gives it. Throws if the program fails. */
function run(command, args, stdio = "inherit") {
  return new Promise((done, fail) => {
    const env = { ...process.env, CHECKPOINT_DISABLE: "1" }; // Prisma asks nobody for updates
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
      .on("exit", (code, signal) =>
        code === 0 ? done(output) : fail(new Error(output || `It ended with ${code ?? signal}.`)),
      );
  });
}
const node = (args, stdio) => run(process.execPath, args, stdio);
const prisma = (...args) => node([bin("prisma/build/index.js"), ...args], "pipe");

/** Makes .env known to this process and its children; variables that are set already win. */
export function loadEnv() {
  if (fs.existsSync(path(".env"))) process.loadEnvFile(path(".env"));
}

/** Does `work` with DATABASE_URL set: to what it is, or to the embedded server, which runs meanwhile. */
async function withDatabase(work) {
  const server = process.env.DATABASE_URL ? undefined : await startPostgres();
  process.env.DATABASE_URL ||= server?.url;
  await work().finally(async () => {
    if (server) delete process.env.DATABASE_URL; // the next step starts it again, perhaps at another port
    await server?.stop();
  });
}

async function query(sql) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL, connectionTimeoutMillis: 10_000 });
  await client.connect();
  return client.query(sql).finally(() => client.end());
}

/** Asked for by name, a step works with `force`; in the first run it does only what is missing. */
export const steps = {
  async install({ force = false } = {}) {
    if (!force && changedAt("node_modules/.package-lock.json") >= changedAt("package-lock.json")) return;
    say("Installing the packages of package-lock.json (a minute or two) ...");
    await run("npm", ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"]);
  },

  async env() {
    if (fs.existsSync(path(".env"))) return;
    say("Writing .env from .env.example, with a secret of its own");
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
    const inputs = ["prisma/schema.prisma", "package-lock.json"].map((name) => fs.readFileSync(path(name)));
    const stamp = createHash("sha256").update(Buffer.concat(inputs)).digest("hex");
    const file = path("src/generated/.stamp");
    if (!force && fs.existsSync(file) && fs.readFileSync(file, "utf8") === stamp) return;
    say("Generating the Prisma client from prisma/schema.prisma");
    await prisma("generate");
    fs.writeFileSync(file, stamp);
  },

  migrate({ force = false } = {}) {
    return withDatabase(async () => {
      const sql =
        "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL";
      const applied = force ? undefined : await query(sql).catch(() => undefined);
      const names = new Set(applied?.rows.map((row) => row.migration_name));
      const folders = fs.readdirSync(path("prisma/migrations"), { withFileTypes: true });
      if (folders.every((it) => names.has(it.name) || !it.isDirectory())) return;
      say("Applying the migrations of prisma/migrations");
      await prisma("migrate", "deploy");
    });
  },

  seed({ force = false } = {}) {
    return withDatabase(async () => {
      if (!force && (await query("SELECT FROM users LIMIT 1")).rowCount) return;
      say("Filling the database with the story of prisma/seed.ts");
      say((await node(["--import", "tsx", "--conditions=react-server", "prisma/seed.ts"], "pipe")).trim());
    });
  },

  /** On Vercel: migrations belong to production deployments, so that a preview cannot change the shop's database. */
  async deploy() {
    if ((process.env.VERCEL_ENV ?? "production") !== "production") return say("A preview: no migrations applied");
    if (!process.env.DATABASE_URL) throw new Error("DATABASE_URL is not set. Add it to the environment variables.");
    await steps.migrate({ force: true });
  },
};

const remedies = {
  install: "Check your network and the registry that npm uses (npm config get registry), then try again.",
  env: "Check that you may write in this folder, or write .env yourself: see .env.example.",
  database: "Look at the log that it names, or set DATABASE_URL in .env to a server of yours.",
  generate: "Look at prisma/schema.prisma: npx prisma validate names the line.",
  migrate: "Look at DATABASE_URL in .env, and at npx prisma migrate status.",
  seed: "Look at prisma/seed.ts; npx prisma migrate reset starts over with an empty database.",
  deploy: "Look at DATABASE_URL, and at npx prisma migrate status.",
};

/** Runs steps in order; a failed one throws what failed and what to do. */
export async function setUp(names, options = {}) {
  for (const name of names) {
    loadEnv();
    await steps[name](options).catch((error) => {
      throw new Error(`${name} failed: ${error.message || error.code}\n  ${remedies[name]}`);
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
