/** The server under test: a fresh database, deployed and seeded, and the production build. */
import { spawn, spawnSync } from "node:child_process";
import { createWriteStream, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname } from "node:path";
import { Client } from "pg";
import { root, selectDatabase } from "../../scripts/environment.mjs";
import { startPostgres } from "../../scripts/postgres.mjs";
import { steps } from "../../scripts/setup.mjs";
import { EMPTY_DATABASE, LOG_FILE, MAIL_DATABASES, SECRET, SEEDED_DATABASE, URL_FILE } from "./files";
import { startShopSites } from "./shop-server";

const postgres = await startPostgres({ name: "test-e2e", database: "roundtrip", settings: ["fsync=off"], fresh: true });
selectDatabase(postgres.url);
mkdirSync(dirname(URL_FILE), { recursive: true });
writeFileSync(URL_FILE, postgres.url);
delete process.env.FORCE_COLOR; // from Playwright; beside NO_COLOR it would make Node warn in the log
Reflect.deleteProperty(process.env, "NODE_ENV"); // one of development would end the build
process.env.TRUSTED_PROXIES = "1"; // each test has an address of its own: see story.ts
process.env.PORT = "0"; // any free one

// The origins that may call the API, such as that of cross-origin.spec.ts. They exist before the API starts.
let origin = "";
const listed = createServer((_, response) => {
  response.setHeader("content-type", "text/html").end("<!doctype html><title>Listed</title><p>Listed</p>");
});
await new Promise<void>((listening) => listed.listen(0, "127.0.0.1", listening));
const listedOrigin = `http://localhost:${(listed.address() as AddressInfo).port}`;
const origins = [listedOrigin, await startShopSites(() => origin)];
process.env.CORS_ORIGINS = origins.join();
process.env.NEXTAUTH_SECRET = SECRET;
Object.assign(process.env, { AUTH_GITHUB_ID: "github", AUTH_GITHUB_SECRET: "secret" }); // for the buttons, which no story presses

function run(script: string, env: Record<string, string>) {
  const options = { cwd: root, stdio: "inherit", shell: process.platform === "win32" } as const;
  const { status } = spawnSync("npm", ["run", script], { ...options, env: { ...process.env, ...env } });
  if (status !== 0) process.exit(1);
}
run("db:migrate", {});
// As an image is built: without a database and a secret.
run("build", { DATABASE_URL: "", DIRECT_URL: "", NEXTAUTH_SECRET: "" });
const client = new Client({ connectionString: postgres.url });
await client.connect();
await client.query(`CREATE DATABASE ${EMPTY_DATABASE} TEMPLATE roundtrip`);
await steps.seed({ force: true });
for (const name of [SEEDED_DATABASE, ...MAIL_DATABASES])
  await client.query(`CREATE DATABASE ${name} TEMPLATE roundtrip`);
await client.end();

const server = spawn(process.execPath, ["scripts/serve.mjs", "start"], { cwd: root });
const log = createWriteStream(LOG_FILE);
server.stdout.pipe(log);
server.stderr.pipe(log);
let printed = "";
server.stdout.on("data", function findOrigin(text) {
  printed += text;
  origin = /Roundtrip runs at \S*(http:\/\/localhost:\d+)/.exec(printed)?.[1] ?? "";
  if (!origin) return;
  server.stdout.off("data", findOrigin);
  console.log(`Browser tests may start: ${origin}, listed ${listedOrigin}`);
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => server.kill("SIGTERM"));
server.on("exit", async (code) => {
  await postgres.stop();
  process.exit(code ?? 0);
});
