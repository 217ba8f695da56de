/**
 * `npm run dev`: sets up what is missing and starts the app. `npm start`: serves the production build, on the same
 * database. This process stays the parent of Next and PostgreSQL, and stops both when it ends.
 */
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import { join } from "node:path";
import { networkAddresses } from "./network.mjs";
import { startPostgres } from "./postgres.mjs";
import { freePort, onStop, pause } from "./process.mjs";
import { bin, loadEnv, root, say, selectDatabase, setUp } from "./setup.mjs";

const mode = process.argv[2] === "start" ? "start" : "dev";
let host;
let urlHost;
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
    const force = setTimeout(() => next.kill("SIGKILL"), 8000);
    await new Promise((gone) => next.once("exit", gone));
    clearTimeout(force);
  }
  await postgres?.stop();
  process.exit(code);
}
onStop(() => stop(0));

/** @throws Error naming each wrong variable; Next would start with them and answer every request with 500 */
async function checkEnvironment() {
  const { tsImport } = await import("tsx/esm/api");
  const { env } = await tsImport("../src/env.ts", import.meta.url);
  env();
}

/** Reads HOST and PORT, which may be in .env. */
function readAddress() {
  ({ HOST: host = "127.0.0.1", PORT: wanted = "" } = process.env);
  urlHost = host.includes(":") ? `[${host}]` : host;
}

/** @throws Error if the secret or the build is missing; nothing listens before this check */
function checkProduction() {
  const secret = process.env.NEXTAUTH_SECRET ?? "";
  if (secret.length < 32 || fs.readFileSync(join(root, ".env.example"), "utf8").includes(`="${secret}"`)) {
    const command = `node -e "console.log(require('node:crypto').randomBytes(32).toString('base64url'))"`;
    throw new Error(
      `NEXTAUTH_SECRET must be a secret of your own with at least 32 characters. Generate one:\n  ${command}`,
    );
  }
  if (!fs.existsSync(join(root, ".next/BUILD_ID"))) throw new Error("There is no build yet. Run: npm run build");
}

/** @returns PORT if it is free, a free port from 3000 on without PORT, any free port with PORT=0 */
async function choosePort() {
  const first = Number(wanted || 3000);
  if (!Number.isInteger(first) || first < 0 || first > 65535) throw new Error("PORT must be a number from 0 to 65535.");
  const port = await freePort(first, host);
  if (Number(wanted) && port !== first) {
    throw new Error(`Port ${first} is in use. Stop the server there, or set PORT to a free port, such as ${port}.`);
  }
  return port;
}

// Another server may answer at our port before Next finds it in use. Next alone answers this header with the same one.
const ID_HEADER = "x-start-id";
const id = randomUUID();
/** Runs in each process of Next: ends it with this process, even after a SIGKILL, and answers the header once. */
const preload = `
  import { subscribe, unsubscribe } from "node:diagnostics_channel";
  process.on("disconnect", () => process.exit(1));
  const channel = "http.server.request.start";
  function answer({ request, response }) {
    if (request.headers["${ID_HEADER}"] !== "${id}") return;
    response.setHeader("${ID_HEADER}", "${id}");
    unsubscribe(channel, answer);
  }
  subscribe(channel, answer);`;

/** Starts Next. @returns true once it answers, false if it ended before that */
async function startNext(port) {
  const args = [bin("next/dist/bin/next"), mode, "-p", port, "-H", host];
  // Longer than the 60 s of common load balancers, so that they never reuse a connection that is just being closed.
  if (mode === "start") args.push("--keepAliveTimeout", "65000");
  const nodeOptions = `${process.env.NODE_OPTIONS ?? ""} --import=data:text/javascript,${encodeURIComponent(preload)}`;
  const env = { ...process.env, NODE_OPTIONS: nodeOptions.trim() };
  next = spawn(process.execPath, args, { cwd: root, env, stdio: ["inherit", "inherit", "inherit", "ipc"] });
  const ended = new AbortController();
  next.on("exit", (code) => {
    ended.abort();
    if (isUp) stop(code ?? 1);
  });
  while (!ended.signal.aborted) {
    // A path that Next answers with 400 by itself: in development, a page would be compiled.
    const response = await fetch(`http://${urlHost}:${port}/_next/image`, {
      headers: { [ID_HEADER]: id },
      signal: ended.signal,
    }).catch(() => undefined);
    isUp = response?.headers.get(ID_HEADER) === id;
    if (isUp) return true;
    await pause(50);
  }
  return false;
}

try {
  if (mode === "dev") await setUp(["install", "env"]);
  loadEnv();
  readAddress();
  if (mode === "start") checkProduction();
  await choosePort(); // a port that is in use is reported before the longer steps
  if (!process.env.DATABASE_URL) {
    say("Starting the embedded PostgreSQL");
    postgres = await startPostgres();
    selectDatabase(postgres.url);
    await setUp(["migrate"]);
  }
  if (mode === "dev") await setUp(["generate", "migrate", "seed"]);
  await checkEnvironment();
  process.env.AUTH_TRUST_HOST ??= "true"; // otherwise next-auth assumes http://localhost:3000 instead of the Host header

  let port = await choosePort();
  while (!(await startNext(port))) {
    const isTaken = (await freePort(port, host)) !== port;
    if (stopping || !isTaken) await stop(next.exitCode || 1);
    const taken = port;
    port = await choosePort();
    say(`Another process took port ${taken} first. Trying ${port}`);
  }
  console.log(`\n  Roundtrip runs at \x1b[1mhttp://${host === "127.0.0.1" ? "localhost" : urlHost}:${port}\x1b[0m\n`);
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
