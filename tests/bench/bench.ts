/**
 * `npm run bench`: what the guards, the types and the rules of the product cost. Measures the production build beside (a)
 * node:http with pg, (b) the same statement in a route handler of Next, and (c) tRPC with Prisma alone.
 *   --only TEXT  subjects whose name contains it   --quick  fewer rows and rounds   --rounds N
 *   --profile    where the server's time goes, by package
 * Rounds are interleaved: each measures every subject once at 8 and at 64 connections. Ratios are medians of the ratios
 * within a round. Processor times stay comparable on a busy machine, requests per second do not.
 */
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../../scripts/environment.mjs";
import { insertData } from "./data";
import { load } from "./load";
import { CONNECTIONS, type Measured, measureSlice, type Servers } from "./measure";
import { profileSubject } from "./profiling";
import { busyness, comparePages, describeBusyness, toRows, toTable } from "./report";
import { build, folder, nextBin, startBenchDatabase, startServer, stopAll } from "./server";
import { countStatements } from "./statements";

const { values: options } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    quick: { type: "boolean", default: false },
    rounds: { type: "string" },
    profile: { type: "boolean", default: false },
  },
});
const BIG_ORDERS = options.quick ? 20_000 : 1_000_000;
const LAST_PAGE = BIG_ORDERS / 100; // of 50,000: far from both ends
const ROUNDS = Number(options.rounds ?? (options.quick ? 3 : 5));
const SLICE_MS = options.quick ? 400 : 700;
const WARM_UP_MS = options.quick ? 500 : 1000;

const started = performance.now();
const say = (text: string) =>
  console.log(`${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s  ${text}`);

say("Starting PostgreSQL");
const database = await startBenchDatabase();
say(`Inserting the rows: 1,000 customers with 50 orders each, one with ${BIG_ORDERS.toLocaleString("en")}`);
const tokens = await insertData(database.url, BIG_ORDERS);

say("Building");
const floor = join(folder, "floor");
rmSync(floor, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
cpSync(join(import.meta.dirname, "floor"), floor, { recursive: true });
await build(floor);
await build(root);

const start = ["start", "-p", "0", "-H", "127.0.0.1"];
const servers = {
  bare: await startServer("bare", ["--import", "tsx", join(import.meta.dirname, "bare.ts")]),
  floor: await startServer("floor", [nextBin, ...start.slice(0, 1), floor, ...start.slice(1)]),
  // Each caller has an address of its own. On a slow machine, 64 calls may wait for the database longer than a user should.
  app: await startServer("app", [nextBin, ...start], { TRUSTED_PROXIES: "1", DATABASE_WAIT_MS: "30000" }),
} satisfies Servers;
// These read the environment, which the servers have by now.
const { createCallers } = await import("./credentials");
const { selectSubjects } = await import("./subjects");
const callers = await createCallers(servers.app.origin, tokens);
const subjects = selectSubjects(callers, BIG_ORDERS, LAST_PAGE, options.only);

say(`Warming up ${subjects.length} subjects`);
for (const { server, work } of subjects) await load(servers[server].origin, work, 8, { ms: WARM_UP_MS });
if (options.profile) {
  for (const subject of subjects) console.log(await profileSubject(subject, servers[subject.server]));
  await stopAll();
  process.exit();
}
const targets = subjects.map(({ server, work }) => ({ origin: servers[server].origin, work }));
const statements = await countStatements(database.url, database.log, targets);

const measured: Measured[] = subjects.map((subject) => ({ subject, samples: { 8: [], 64: [] } }));
for (let round = 1; round <= ROUNDS; round++) {
  say(`Round ${round} of ${ROUNDS}`);
  await callers.renewLogins();
  for (const { subject, samples } of measured) {
    for (const connections of CONNECTIONS) {
      samples[connections].push(await measureSlice(subject, connections, SLICE_MS, servers, database.pid));
    }
  }
}
await stopAll();

const rows = toRows(measured, statements);
const busy = busyness(measured);
const result = {
  at: new Date(),
  node: process.version,
  processors: availableParallelism(),
  rounds: ROUNDS,
  busy,
  rows,
};
const file = join(folder, "result.json");
writeFileSync(file, JSON.stringify(result, undefined, 2));
const notes = [describeBusyness(busy), comparePages(measured)].filter(Boolean);
console.log(`\n${toTable(rows)}\n\n${notes.join("\n")}\n`);
say(`Done. ${relative(root, file)} has all figures.`);
process.exit();
