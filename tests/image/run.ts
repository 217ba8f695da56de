/**
 * Rehearses what Docker does with the Dockerfile and compose.yaml, without Docker: makes each stage in a clean folder, then
 * runs the migrations and the server from there, as an ordinary user who may write nothing. Left out are the base image and
 * the download of `npm ci`: the packages are hard links of this project's. Part of `npm test`.
 */
import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { parseEnv } from "node:util";
import { parse } from "yaml";
import { root } from "../../scripts/environment.mjs";
import { startPostgres } from "../../scripts/postgres.mjs";
import { startStandalone } from "../e2e/standalone";
import { startRedis } from "../setup/redis";
import { createImage, ordinaryUser, runAs } from "./image";

const PASSWORD = "a long password";
const SECRET = "a-secret-of-the-rehearsal-and-nothing-else";

const folder = mkdtempSync(join(tmpdir(), "roundtrip-image-"));
chmodSync(folder, 0o755);
const user = ordinaryUser();
const postgres = await startPostgres({ name: "test-image", settings: ["fsync=off"], fresh: true });
const redis = await startRedis();
if (!redis) console.warn("The server is rehearsed without Redis: redis-server is not installed.");

/** The variables of a service of compose.yaml, at this machine's PostgreSQL and Redis. Its .env is as `npm run setup:env` writes it. */
function settingsOf(service: string): Record<string, string> {
  const { port, password } = new URL(postgres.url);
  const values: Record<string, string> = { POSTGRES_PASSWORD: password, NEXTAUTH_SECRET: SECRET };
  const { services } = parse(readFileSync(join(root, "compose.yaml"), "utf8"), { merge: true });
  const { environment, env_file: file } = services[service];
  const fromFile = file ? parseEnv(readFileSync(join(root, `${file}.example`), "utf8")) : {};
  const insert = (text: string) =>
    text
      .replaceAll(/\$\{(\w+)[^}]*\}/g, (_, name) => values[name] ?? "")
      .replace("@database:5432", `@127.0.0.1:${port}`)
      .replace("redis://redis:6379", redis?.url ?? "");
  const listed = Object.entries<string>(environment).map(([name, text]) => [name, insert(text)]);
  return { ...fromFile, ...Object.fromEntries(listed) };
}

/** Takes the right to write from everyone, or gives it back to the owner for the end. */
function setWritable(path: string, isWritable: boolean): void {
  chmodSync(path, isWritable ? 0o755 : 0o555);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.isDirectory()) setWritable(join(path, entry.name), isWritable);
  }
}

async function rehearse(): Promise<void> {
  const image = createImage(folder, user);
  const [migrate, run] = [image.stageOf("migrate"), image.stageOf("run")];
  const [tools, app] = [image.folderOf("migrate"), image.folderOf("run")];
  say("The stages are made");
  for (const path of [tools, app]) {
    assert.deepEqual(
      readdirSync(path).filter((name) => name.startsWith(".env") && name !== ".env.example"),
      [],
    );
    setWritable(path, false);
  }
  assert.deepEqual([migrate.user, run.user], ["node", "node"]);
  assert.deepEqual([run.env.NODE_ENV, run.env.HOSTNAME, run.command], ["production", "0.0.0.0", ["node", "server.js"]]);
  assert(!existsSync(join(app, "node_modules/prisma")) && !existsSync(join(tools, "node_modules/vitest")));

  /** Runs a command in the stage of the migrations, with the variables of compose.yaml. */
  function runTool(...command: string[]): void {
    const env = { HOME: "/nonexistent", ...migrate.env, ...settingsOf("migrate") };
    const { status, output } = runAs(user, tools, command, env, `${PASSWORD}\n`);
    assert.equal(status, 0, `${command.join(" ")} failed:\n${output}`);
  }

  const { NODE_ENV: _, ...env } = { ...run.env, ...settingsOf("app") };
  const server = await startStandalone(app, env, user);
  try {
    const get = async (path: string) => (await fetch(server.origin + path)).status;
    assert.deepEqual([await get("/api/health"), await get("/api/ready")], [200, 503]);
    runTool(...(migrate.command ?? []));
    say("The migrations are applied");
    while ((await get("/api/ready")) !== 200) await new Promise((resume) => setTimeout(resume, 50));
    assert.deepEqual([await get("/api/health"), await get("/sign-in")], [200, 200]);
    await signIn(server.origin);
    runTool("npm", "run", "db:seed");
    runTool("npm", "run", "admin:create", "--", "admin@example.test", "Admin");
    assert.equal((await logIn(server.origin, "admin@example.test")).status, 200);
    say("The server works");
    assert.equal(checkHealth(run.healthCheck, server.origin), 0);
  } catch (error) {
    await server.stop();
    throw error;
  }
  assert.equal(await server.stop(), 143);
  assert.equal(checkHealth(run.healthCheck, server.origin), 1);

  // One image for both, as at Fly.io.
  const fly = readFileSync(join(root, "docs/deploy/fly.toml"), "utf8");
  runTool(...(/^release_command = "(.+)"$/m.exec(fly)?.[1] ?? "").split(" "));
  const [, serverFile = ""] = /^app = "node (.+)"$/m.exec(fly) ?? [];
  assert.equal(basename(serverFile), "server.js");
  const other = await startStandalone(join(tools, dirname(serverFile)), env, user);
  assert.equal((await fetch(`${other.origin}/api/ready`)).status, 200);
  assert.equal(await other.stop(), 143);
}

const post = (url: string, json: unknown) =>
  fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(json) });
const logIn = (origin: string, email: string) => post(`${origin}/api/v1/login`, { email, password: PASSWORD });

async function signIn(origin: string): Promise<void> {
  const account = { email: "someone@example.test", name: "Someone", password: PASSWORD };
  assert.equal((await post(`${origin}/api/trpc/account.signUp`, { json: account })).status, 200);
  const login = await logIn(origin, account.email);
  const { accessToken } = await login.json();
  const own = await fetch(`${origin}/api/v1/me`, { headers: { authorization: `Bearer ${accessToken}` } });
  assert.deepEqual([login.status, own.status], [200, 200]);
}

/** The exit code of the image's health check. */
const checkHealth = (command: string[] = [], origin: string) =>
  runAs(user, folder, command, { PORT: new URL(origin).port }).status;

const start = performance.now();
const say = (text: string) => console.log(`${text}: ${Math.round((performance.now() - start) / 1000)} s`);

try {
  await rehearse();
} catch (error) {
  console.error(`✗ ${(error as Error).stack}`);
  process.exitCode = 1;
}
await redis?.stop();
await postgres.stop();
if (process.exitCode !== 1) for (const name of ["migrate", "run"]) setWritable(join(folder, name, "app"), true);
rmSync(folder, { recursive: true, force: true });
