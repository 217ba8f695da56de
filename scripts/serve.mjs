/**
 * `npm run dev`: from whatever is here to a running app. `npm start`: the production build, on the same database.
 * Both stay in front of Next and take everything down with them.
 */
import { spawn } from "node:child_process";
import fs from "node:fs";
import { createConnection } from "node:net";
import { join } from "node:path";
import { freePort, startPostgres } from "./postgres.mjs";
import { loadEnv, root, say, setUp } from "./setup.mjs";

const mode = process.argv[2] === "start" ? "start" : "dev";
const host = process.env.HOST || "127.0.0.1";
const wanted = process.env.PORT;
/** @type {import("node:child_process").ChildProcess | undefined} */
let next;
/** @type {Awaited<ReturnType<typeof startPostgres>> | undefined} */
let postgres;

async function stop(/** @type {number} */ code) {
  if (next && next.exitCode === null && next.signalCode === null) {
    const gone = new Promise((done) => next?.once("exit", done));
    next.kill("SIGTERM");
    const force = setTimeout(() => next?.kill("SIGKILL"), 8000);
    await gone;
    clearTimeout(force);
  }
  await postgres?.stop();
  process.exit(code);
}

async function refuse(/** @type {string} */ message) {
  console.error(`\n✗ ${message}`);
  await stop(1);
}

/** What production needs is checked before anything listens: a server that can only answer 500 helps nobody. */
async function checkProduction() {
  const secret = process.env.NEXTAUTH_SECRET ?? "";
  const example = fs.readFileSync(join(root, ".env.example"), "utf8").match(/^NEXTAUTH_SECRET="(.*)"$/m)?.[1];
  if (secret.length < 32 || secret === example) {
    const command = `node -e "console.log(require('node:crypto').randomBytes(32).toString('base64url'))"`;
    await refuse(
      `NEXTAUTH_SECRET must be a secret of your own, of 32 characters or more. This makes one:\n  ${command}`,
    );
  }
  if (!fs.existsSync(join(root, ".next/BUILD_ID"))) await refuse("There is no build yet. Run: npm run build");
}

async function choosePort() {
  const port = await freePort(Number(wanted ?? 3000), host);
  if (wanted && port !== Number(wanted)) {
    await refuse(`Port ${wanted} is taken. Stop the server there, or set PORT to another one, such as ${port}.`);
  }
  return port;
}

async function listens(/** @type {number} */ port) {
  while (next?.exitCode === null) {
    const open = await new Promise((done) => {
      const socket = createConnection(port, host === "0.0.0.0" ? "127.0.0.1" : host, () => done(true));
      socket.once("error", () => done(false)).once("connect", () => socket.destroy());
    });
    if (open) return;
    await new Promise((resume) => setTimeout(resume, 50));
  }
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => stop(0));

try {
  if (mode === "dev") await setUp(["install", "env"]);
  loadEnv();
  if (mode === "start") await checkProduction();
  if (!process.env.DATABASE_URL) {
    say("Starting PostgreSQL (embedded, data in .data/)");
    postgres = await startPostgres();
    process.env.DATABASE_URL = postgres.url;
    await setUp(["migrate"]);
  }
  if (mode === "dev") await setUp(["generate", "migrate", "seed"]);

  const port = await choosePort();
  process.env.AUTH_TRUST_HOST ??= "true"; // next-auth then believes the Host header, not http://localhost:3000
  const args = [join(root, "node_modules/next/dist/bin/next"), mode, "-p", String(port), "-H", host];
  next = spawn(process.execPath, args, { cwd: root, stdio: "inherit" });
  next.on("exit", (code) => stop(code ?? 1));
  await listens(port);
  console.log(`\n  Roundtrip runs at \x1b[1mhttp://${host === "127.0.0.1" ? "localhost" : host}:${port}\x1b[0m\n`);
  if (mode === "dev") {
    const names = ["customer", "other", "admin"].map((name) => `${name}@example.com`).join(", ");
    console.log(`  Sign in as ${names}; the password is roundtrip-demo\n`);
  }
} catch (error) {
  await refuse(error.message);
}
