/**
 * `npm run dev`: sets up what is missing and starts the app. `npm start`: serves the production build, on the same
 * database. This process stays the parent of Next and PostgreSQL, and stops both when it ends.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import { join } from "node:path";
import { connectionConfig } from "../src/database-url.mjs";
import { dropStaleCache } from "./compiler-cache.mjs";
import { loadEnvironment, selectDatabase } from "./environment.mjs";
import { networkAddresses } from "./network.mjs";
import { startPostgres } from "./postgres.mjs";
import { freePort, onStop, pause } from "./process.mjs";
import { bin, root, say, setUp } from "./setup.mjs";

const mode = process.argv[2] === "start" ? "start" : "dev";
// In development, Next first writes the cache of its compiler.
const FORCE_AFTER_MS = mode === "dev" ? 30_000 : 8000;
let host;
let wanted;
let next;
let isUp = false;
let postgres;
let stopping = false;

async function stop(code) {
  if (stopping) return new Promise(() => {}); // the first call ends the process
  stopping = true;
  if (next && next.exitCode === null && next.signalCode === null) {
    next.kill("SIGTERM");
    const force = setTimeout(() => {
      say("The server did not stop by itself, and is killed");
      next.kill("SIGKILL");
      code ||= 1;
    }, FORCE_AFTER_MS);
    await new Promise((gone) => next.once("exit", gone));
    clearTimeout(force);
  }
  await postgres?.stop();
  process.exit(code);
}
onStop(() => stop(0));

// A browser that opens localhost tries both families, so no other server may be at our port on either of them.
const LOOPBACK = ["127.0.0.1", "::1"];
const ANY = { "0.0.0.0": "127.0.0.1", "::": "::1" };

/** The host of our own requests to the server, which may listen on all addresses. */
const urlHost = () => (ANY[host] ?? host).replace(/.*:.*/, "[$&]");

/** @returns PORT if it is free, a free port from 3000 on without PORT, any free port with PORT=0 */
async function choosePort() {
  const first = Number(wanted || 3000);
  if (!Number.isInteger(first) || first < 0 || first > 65535) throw new Error("PORT must be a number from 0 to 65535.");
  const isLocal = [...LOOPBACK, "localhost"].includes(ANY[host] ?? host);
  const neighbors = isLocal ? LOOPBACK.filter((address) => address !== host) : [];
  const port = await freePort(first, host, neighbors).catch((error) => {
    const hint = "Set it to an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all, or unset it.";
    throw error.code ? new Error(`The server cannot listen on HOST="${host}" (${error.code}). ${hint}`) : error;
  });
  if (Number(wanted) && port !== first) {
    throw new Error(`Port ${first} is in use. Stop the server there, or set PORT to a free port, such as ${port}.`);
  }
  return port;
}

/** @throws Error naming a URL that no step could use */
function checkDatabaseUrls() {
  for (const name of ["DATABASE_URL", "DIRECT_URL"]) {
    try {
      if (process.env[name]) connectionConfig(process.env[name]);
    } catch (error) {
      throw new Error(`${name} is not valid: ${error.message}`);
    }
  }
}

// Another server may answer at our port before Next finds it in use. Next alone answers this header with its process id.
const ID_HEADER = "x-start-id";
/**
 * Runs in each process of Next: ends it with this process, even after a SIGKILL, and answers the header. In development, the
 * server is a child of Next's first process. The text never changes, because a compiler's cache belongs to an environment.
 */
const preload = `
  import { subscribe } from "node:diagnostics_channel";
  process.on("disconnect", () => process.exit(1));
  const ids = [String(process.pid), String(process.ppid)];
  subscribe("http.server.request.start", ({ request, response }) => {
    const id = request.headers["${ID_HEADER}"];
    if (ids.includes(id)) response.setHeader("${ID_HEADER}", id);
  });`;

/**
 * Next encrypts server actions with a key, on which each compiled module depends. In a container, the development server
 * would make a new one at each start, and compile everything again. A build has its own key.
 */
const compilerKey = () => ({
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: createHash("sha256")
    .update(process.env.NEXTAUTH_SECRET ?? "")
    .digest("base64"),
});

/** Starts Next. @returns true once it answers, false if it ended before that */
async function startNext(port) {
  const args = [bin("next/dist/bin/next"), mode, "-p", port, "-H", host];
  const nodeOptions = `${process.env.NODE_OPTIONS ?? ""} --import=data:text/javascript,${encodeURIComponent(preload)}`;
  // Next would kill its compiler 100 ms after a signal: without a complete cache, the next start compiles everything again.
  const env = {
    ...(mode === "dev" && compilerKey()),
    NODE_COMPILE_CACHE: join(root, ".next/cache/node"), // Node 22 and newer compile Next's own code once
    ...process.env,
    NODE_OPTIONS: nodeOptions.trim(),
    __NEXT_DEV_WAIT_FOR_TURBOPACK_SHUTDOWN: "1",
  };
  next = spawn(process.execPath, args, { cwd: root, env, stdio: ["inherit", "inherit", "inherit", "ipc"] });
  const id = String(next.pid);
  const ended = new AbortController();
  next.on("exit", (code) => {
    ended.abort();
    if (isUp) stop(code ?? 1);
  });
  while (!ended.signal.aborted) {
    // A path that Next answers with 400 by itself: in development, a page would be compiled.
    const response = await fetch(`http://${urlHost()}:${port}/_next/image`, {
      headers: { [ID_HEADER]: id },
      signal: ended.signal,
    }).catch(() => undefined);
    isUp = response?.headers.get(ID_HEADER) === id;
    if (isUp) return true;
    await pause(50);
  }
  return false;
}

/** Waits until Next can serve requests, and says why while it cannot. */
async function waitUntilReady(port) {
  for (let said; ; await pause(200)) {
    const response = await fetch(`http://${urlHost()}:${port}/api/ready`).catch(() => undefined);
    if (response?.status !== 503) return;
    const { message } = await response.json();
    if (message !== said) say(`Not ready yet. ${message}`);
    said = message;
  }
}

try {
  if (mode === "dev") await setUp(["install", "env"]);
  loadEnvironment(mode === "dev" ? "development" : "production");
  ({ HOST: host = "127.0.0.1", PORT: wanted = "" } = process.env);
  if (mode === "start" && !fs.existsSync(join(root, ".next/BUILD_ID"))) {
    throw new Error("There is no build yet. Run: npm run build");
  }
  checkDatabaseUrls();
  // While pages are compiled, answers of the database are read late.
  if (mode === "dev") process.env.DATABASE_WAIT_MS ??= "15000";
  await choosePort(); // a port that is in use is reported before the longer steps
  if (!process.env.DATABASE_URL) {
    say("Starting the embedded PostgreSQL");
    postgres = await startPostgres();
    selectDatabase(postgres.url);
    await setUp(["migrate"]);
  }
  if (mode === "dev") {
    await setUp(["generate", "migrate", "seed"]);
    dropStaleCache(root);
  }
  let port = await choosePort();
  while (!(await startNext(port))) {
    const isTaken = (await freePort(port, host)) !== port;
    if (stopping || !isTaken) await stop(next.exitCode || 1);
    const taken = port;
    port = await choosePort();
    say(`Another process took port ${taken} first. Trying ${port}`);
  }
  if (mode === "start") await waitUntilReady(port);
  const shownHost = host === "127.0.0.1" || ANY[host] ? "localhost" : urlHost();
  console.log(`\n  Roundtrip runs at \x1b[1mhttp://${shownHost}:${port}\x1b[0m\n`);
  if (mode === "dev") {
    for (const address of networkAddresses(host)) console.log(`  On the network: http://${address}:${port}`);
    console.log(
      "  Sign in as customer@example.com, other@example.com or admin@example.com; password: roundtrip-demo\n",
    );
  }
} catch (error) {
  console.error(`\n✗ ${error.message}`);
  await stop(1);
}
