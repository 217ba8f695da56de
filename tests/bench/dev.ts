/**
 * `npm run bench:dev`: how long development waits. Measures a copy of the project, with a database of its own, from `npm ci` to
 * the first answer of the built server, beside a minimal application on the same version of Next.
 *   --rounds N   3 by default: starts are repeated, cold and warm, both applications by turns
 *   --all        also `npm test`
 * On a busy machine, believe the processor time and its ratio.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../../scripts/process.mjs";
import { inheritedEnv } from "../setup/scripts";
import { readCommandLine, wholeNumber } from "./command-line";
import { addRouters, copyProject, remove } from "./project-copy";
import { folder, startServer, stopAll, stopAtTheEnd } from "./server";
import { type TimedStep, type Timing, time, toTimeTable } from "./timing";

const { values } = readCommandLine(import.meta.filename, {
  rounds: { type: "string", default: "3" },
  all: { type: "boolean", default: false },
});
const rounds = wholeNumber("--rounds", values.rounds, 100);

const STEP_MS = 15 * 60_000;
const ROUTERS = 100;

const copy = copyProject();
stopAtTheEnd(async () => remove(copy));
const minimal = join(copy, "tests/bench/minimal");
const next = join(copy, "node_modules/next/dist/bin/next");
/** The copy uses its embedded PostgreSQL. The port stays, as for a developer: a compiler's cache belongs to an environment. */
const env = { DATABASE_URL: "", DIRECT_URL: "", HOST: "127.0.0.1", PORT: String(await freePort(0)) };

/** Runs a command of the copy to its end, with its output in .data/bench/dev.log. */
async function run(command: string, ...args: string[]) {
  mkdirSync(folder, { recursive: true });
  const log = join(folder, "dev.log");
  const output = openSync(log, "w");
  const child = spawn(command, args, {
    cwd: copy,
    env: { ...inheritedEnv(), ...env },
    stdio: ["ignore", output, output],
    timeout: STEP_MS,
  });
  const [status] = await once(child, "exit");
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed:\n${readFileSync(log, "utf8")}`);
}
const node = (...args: string[]) => run(process.execPath, ...args);

/** Starts a server, waits for its first page, and stops it. @returns the time until the first page */
async function firstPage(name: string, args: string[], NODE_ENV: "development" | "production"): Promise<Timing> {
  let server: Awaited<ReturnType<typeof startServer>> | undefined;
  const timing = await time(async () => {
    server = await startServer(name, args, { ...env, NODE_ENV });
  });
  const ended = server && once(server.child, "exit");
  server?.child.kill("SIGTERM");
  await ended;
  return timing;
}

const serve = (mode: "dev" | "start") => [join(copy, "scripts/serve.mjs"), mode];
const serveMinimal = (mode: "dev" | "start") => [next, mode, minimal, "-p", "0", "-H", "127.0.0.1"];
const development = {
  own: () => firstPage("dev-app", serve("dev"), "development"),
  minimal: () => firstPage("dev-minimal", serveMinimal("dev"), "development"),
};
const production = {
  own: () => firstPage("start-app", serve("start"), "production"),
  minimal: () => firstPage("start-minimal", serveMinimal("start"), "production"),
};

const steps: TimedStep[] = [];
/** Measures both applications by turns. Without `minimal`, there is nothing to compare with. */
async function measure(
  name: string,
  { own, minimal }: { own: () => Promise<Timing>; minimal?: () => Promise<Timing> },
  { rounds = 1, before }: { rounds?: number; before?: () => void } = {},
) {
  const step: TimedStep = { name, own: [], ...(minimal && { minimal: [] }) };
  for (let round = 0; round < rounds; round++) {
    before?.();
    step.own.push(await own());
    if (minimal) step.minimal?.push(await minimal());
  }
  steps.push(step);
  console.log(`${(performance.now() / 1000).toFixed(0).padStart(4)} s  ${name}`);
}
const timed = (work: () => Promise<unknown>) => () => time(work);

const tsc = timed(() => node("node_modules/typescript/bin/tsc", "--noEmit", "--incremental", "false"));
function forgetCaches() {
  for (const app of [copy, minimal]) remove(join(app, ".next"));
}

await measure("npm ci", { own: timed(() => node("scripts/setup.mjs", "install")) });
await measure("empty database: npm run dev to the first page", { own: development.own });
await measure("cold: npm run dev to the first page", development, { rounds, before: forgetCaches });
await measure("warm: npm run dev to the first page", development, { rounds });
await measure("npm run build", {
  own: timed(() => node("scripts/setup.mjs", "generate", "build")),
  minimal: timed(() => node(next, "build", minimal)),
});
await measure("npm start to the first page", production, { rounds });
if (values.all) await measure("npm test", { own: timed(() => node("tests/run.mjs")) });
await measure("tsc", { own: tsc });
addRouters(copy, ROUTERS);
await measure(`tsc with ${ROUTERS} routers of 10 procedures more`, { own: tsc });

console.log(`\n${toTimeTable(steps)}\n`);
await stopAll();
process.exit();
