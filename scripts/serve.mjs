/**
 * `npm run dev`: from whatever is here to a running app. `npm start`: the production build, on the same database.
 * Both stay in front of Next and take everything down with them.
 */
import { spawn } from "node:child_process";
import fs from "node:fs";
import { join } from "node:path";
import { freePort, onStop, startPostgres } from "./postgres.mjs";
import { bin, loadEnv, root, say, setUp } from "./setup.mjs";

const mode = process.argv[2] === "start" ? "start" : "dev";
const { HOST: host = "127.0.0.1", PORT: wanted } = process.env;
let next;
let postgres;
let stopping = false;

async function stop(code) {
  if (stopping) return;
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

/** Next would start with a wrong environment, too, and answer every request with 500. */
async function checkEnvironment() {
  const { tsImport } = await import("tsx/esm/api");
  const { env } = await tsImport("../src/env.ts", import.meta.url);
  env();
}

/** What production needs is checked before anything listens: a server that can only answer 500 helps nobody. */
function checkProduction() {
  const secret = process.env.NEXTAUTH_SECRET ?? "";
  if (secret.length < 32 || fs.readFileSync(join(root, ".env.example"), "utf8").includes(`="${secret}"`)) {
    const command = `node -e "console.log(require('node:crypto').randomBytes(32).toString('base64url'))"`;
    throw new Error(`NEXTAUTH_SECRET must be a secret of your own, of 32 characters or more. Make one:\n  ${command}`);
  }
  if (!fs.existsSync(join(root, ".next/BUILD_ID"))) throw new Error("There is no build yet. Run: npm run build");
}

try {
  if (mode === "dev") await setUp(["install", "env"]);
  loadEnv();
  if (mode === "start") checkProduction();
  const port = await freePort(Number(wanted ?? 3000), host);
  if (wanted && port !== Number(wanted)) {
    throw new Error(`Port ${wanted} is taken. Stop the server there, or set PORT to another one, such as ${port}.`);
  }
  if (!process.env.DATABASE_URL) {
    say("Starting PostgreSQL (embedded, data in .data/)");
    postgres = await startPostgres();
    process.env.DATABASE_URL = postgres.url;
    await setUp(["migrate"]);
  }
  if (mode === "dev") await setUp(["generate", "migrate", "seed"]);

  await checkEnvironment();
  process.env.AUTH_TRUST_HOST ??= "true"; // next-auth then believes the Host header, not http://localhost:3000
  // Next and its own children end with us, even if we are killed: their channel to whoever started them closes then.
  const orphan = `data:text/javascript,${encodeURIComponent("process.on('disconnect', () => process.exit(1))")}`;
  process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ""} --import=${orphan}`.trim();
  const args = [bin("next/dist/bin/next"), mode, "-p", port, "-H", host];
  // Balancers keep quiet connections for a minute. We keep them longer, or a request meets one that is just being closed.
  if (mode === "start") args.push("--keepAliveTimeout", "65000");
  const stdio = ["inherit", "inherit", "inherit", "ipc"];
  next = spawn(process.execPath, args, { cwd: root, stdio }).on("exit", (code) => stop(code ?? 1));
  // A file of public/: asking for it makes Next compile nothing.
  const isUp = () => fetch(`http://${host}:${port}/products/brass-pen.svg`).catch(() => false);
  while (!(await isUp())) await new Promise((resume) => setTimeout(resume, 50));
  console.log(`\n  Roundtrip runs at \x1b[1mhttp://${host === "127.0.0.1" ? "localhost" : host}:${port}\x1b[0m\n`);
  if (mode === "dev") {
    console.log(
      "  Sign in as customer@example.com, other@example.com or admin@example.com; password: roundtrip-demo\n",
    );
  }
} catch (error) {
  console.error(`\n✗ ${error.message}`);
  await stop(1);
}
