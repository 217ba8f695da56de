/** The server under test: a fresh database, deployed and seeded, and the production build. */
import { spawn, spawnSync } from "node:child_process";
import { createWriteStream, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { Client } from "pg";
import { startPostgres } from "../../scripts/postgres.mjs";
import { root, steps } from "../../scripts/setup.mjs";
import { EMPTY_DATABASE, LOG_FILE, SECRET, URL_FILE } from "./files";

const postgres = await startPostgres({ name: "test-e2e", database: "roundtrip", settings: ["fsync=off"], fresh: true });
process.env.DATABASE_URL = postgres.url;
mkdirSync(dirname(URL_FILE), { recursive: true });
writeFileSync(URL_FILE, postgres.url);
delete process.env.FORCE_COLOR; // set by Playwright; with NO_COLOR, Node would print a warning to the log
process.env.TRUSTED_PROXIES = "1"; // each test sends its own client address: see story.ts
process.env.CORS_ORIGINS = "http://localhost:4601,http://localhost:4603"; // used by partner.spec.ts and cross-origin.spec.ts
process.env.NEXTAUTH_SECRET = SECRET;

// The same command as a deployment on Vercel.
const env = { ...process.env, VERCEL_ENV: "production" };
const options = { cwd: root, env, stdio: "inherit", shell: process.platform === "win32" } as const;
if (spawnSync("npm", ["run", "vercel-build"], options).status !== 0) process.exit(1);
const client = new Client({ connectionString: postgres.url });
await client.connect();
await client.query(`CREATE DATABASE ${EMPTY_DATABASE} TEMPLATE roundtrip`);
await client.end();
await steps.seed({ force: true });

const server = spawn(process.execPath, ["scripts/serve.mjs", "start"], { cwd: root });
const log = createWriteStream(LOG_FILE);
server.stdout.pipe(log);
server.stderr.pipe(log);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => server.kill("SIGTERM"));
server.on("exit", async (code) => {
  await postgres.stop();
  process.exit(code ?? 0);
});
