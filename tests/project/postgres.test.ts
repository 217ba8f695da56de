/** The embedded PostgreSQL: started, joined, left running, killed, and started several times at once. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, afterEach, expect, it } from "vitest";
import { startPostgres } from "../../scripts/postgres.mjs";
import { serverUser } from "../../scripts/postmaster.mjs";
import { collect, inheritedEnv, root } from "../setup/scripts";

const name = "test-postgres";
const options = { name, database: "scripts", settings: ["fsync=off"] };
const pidFile = (data: string) => join(data, "postmaster.pid");
const pidOf = (data: string) => Number(readFileSync(pidFile(data), "utf8").split("\n")[0]);

type Server = Awaited<ReturnType<typeof startPostgres>>;
const servers: Server[] = [];
const folders = new Set<string>();
const children: ChildProcess[] = [];

async function start(): Promise<Server> {
  const server = await startPostgres(options);
  servers.push(server);
  folders.add(server.data);
  return server;
}

/** Starts a server from another process, at the moment `go` is called. */
function startInChild(options: object) {
  const script = `import { startPostgres } from "./scripts/postgres.mjs";
    process.stdin.once("data", async () => {
      const { url, data, stop } = await startPostgres(${JSON.stringify(options)});
      console.log(JSON.stringify({ url, data }));
      process.stdin.once("data", () => stop().then(() => process.exit()));
    });
    console.log("ready");`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], { cwd: root, env: inheritedEnv() });
  children.push(child);
  const output = collect(child);
  const printed = async (what: RegExp) => {
    while (!what.test(output.text)) {
      if (child.exitCode !== null) throw new Error(output.text);
      await Promise.race([once(child.stdout, "data"), once(child, "close")]);
    }
    return what.exec(output.text)?.[0] ?? "";
  };
  return {
    child,
    ready: printed(/ready/),
    async go() {
      child.stdin.write("go\n");
      const server: { url: string; data: string } = JSON.parse(await printed(/{.*}/));
      folders.add(server.data);
      return server;
    },
    async stop() {
      child.stdin.write("stop\n");
      await once(child, "exit");
    },
  };
}

afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
  for (const child of children.splice(0)) child.kill("SIGKILL");
});
afterAll(() => {
  for (const folder of folders)
    for (const path of ["", ".log", ".password"]) rmSync(`${folder}${path}`, { recursive: true, force: true });
});

it("a second process joins the server, and the last one to leave stops it", async () => {
  const first = await start();
  const second = await start();
  expect(second.url).toBe(first.url);
  await first.stop();
  expect(existsSync(pidFile(first.data))).toBe(true);
  await second.stop();
  expect(existsSync(pidFile(first.data))).toBe(false);
  servers.length = 0;
});

it("a server left running by a killed process is used again", async () => {
  const other = startInChild(options);
  await other.ready;
  const { data } = await other.go();
  other.child.kill("SIGKILL");
  await once(other.child, "exit");
  const pid = pidOf(data);
  await start();
  expect(pidOf(data)).toBe(pid);
});

it("a killed server that left its pid file is started again", async () => {
  const { data } = await start();
  const pid = pidOf(data);
  process.kill(pid, "SIGKILL");
  servers.length = 0;
  expect(existsSync(pidFile(data))).toBe(true);
  await start();
  expect(pidOf(data)).not.toBe(pid);
});

it("a pid file that names an unrelated process does not prevent the start", async () => {
  const { data, stop } = await start();
  await stop();
  servers.length = 0;
  writeFileSync(pidFile(data), `${process.pid}\n${data}\n1700000000\n1\n\n127.0.0.1\n`);
  await start();
  expect(pidOf(data)).not.toBe(process.pid);
});

it("a copied data folder gets a server of its own", async () => {
  const original = await start();
  const copy = `${name}-copy`;
  const target = join(dirname(original.data), copy);
  folders.add(target);
  spawnSync("cp", ["-a", original.data, target]);
  for (const kind of [".password", ".log"]) spawnSync("cp", ["-a", `${original.data}${kind}`, `${target}${kind}`]);
  const server = await startPostgres({ ...options, name: copy });
  servers.push(server);
  expect(server.data).toBe(target);
  expect(new URL(server.url).port).not.toBe(new URL(original.url).port);
  expect(pidOf(target)).not.toBe(pidOf(original.data));
});

it("no second server is started while one runs that does not answer yet", async () => {
  const { data, url, stop } = await start();
  await stop();
  servers.length = 0;
  // A stand-in for a busy server: it refuses two connections, then ends and is gone.
  const script = `let left = 2;
    const server = require("node:net").createServer((socket) => {
      socket.destroy();
      if (--left === 0) process.exit();
    });
    server.listen(0, "127.0.0.1", () => console.log(server.address().port));`;
  const busy = spawn(process.execPath, ["-e", script], { ...serverUser(), cwd: data });
  children.push(busy);
  const [port] = await once(busy.stdout, "data");
  writeFileSync(pidFile(data), `${busy.pid}\n${data}\n1700000000\n${Number(port)}\n\n127.0.0.1\n`);
  const ended = once(busy, "exit");
  const server = await start();
  expect(await ended).toEqual([0, null]);
  expect(new URL(server.url).pathname).toBe(new URL(url).pathname);
});

it("a failed start shows the last lines of the log", async () => {
  const { data, stop } = await start();
  await stop();
  servers.length = 0;
  const settings = join(data, "postgresql.conf");
  const before = readFileSync(settings);
  appendFileSync(settings, "no_such_setting = on\n");
  await expect(start().finally(() => writeFileSync(settings, before))).rejects.toThrow(
    /did not start:\n(.*\n)*.*no_such_setting(.*\n)*.*Its log is /,
  );
});

it("the server keeps no pipe of the process that started it open", async () => {
  const other = startInChild(options);
  await other.ready;
  await other.go();
  other.child.kill("SIGKILL");
  await once(other.child, "close"); // once nobody has its output open any more
  await start();
});

it("a lock file left by a killed process does not prevent the start", async () => {
  writeFileSync(join(root, ".data", `${name}.lock`), "4194305"); // above the largest pid of Linux
  expect(existsSync(pidFile((await start()).data))).toBe(true);
});

it("five clusters started at the same moment run on five ports", async () => {
  const starts = [1, 2, 3, 4, 5].map((index) => startInChild({ ...options, name: `${name}-${index}` }));
  await Promise.all(starts.map(({ ready }) => ready));
  const found = await Promise.all(starts.map(({ go }) => go()));
  expect(new Set(found.map(({ url }) => new URL(url).port)).size).toBe(5);
  await Promise.all(starts.map(({ stop }) => stop()));
  expect(found.filter(({ data }) => existsSync(pidFile(data)))).toEqual([]);
});

it("five processes that start one cluster at the same moment share it, and stop it together", async () => {
  const fresh = `${name}-shared`;
  const starts = [1, 2, 3, 4, 5].map(() => startInChild({ ...options, name: fresh }));
  await Promise.all(starts.map(({ ready }) => ready));
  const found = await Promise.all(starts.map(({ go }) => go()));
  expect(new Set(found.map(({ url }) => url)).size).toBe(1);
  await Promise.all(starts.map(({ stop }) => stop()));
  expect(existsSync(pidFile(found[0]?.data ?? ""))).toBe(false);
});
