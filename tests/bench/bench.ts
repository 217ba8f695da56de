/**
 * `npm run bench`: what the guards, the types and the rules of the product cost. Measures the production build beside (a)
 * node:http with pg, (b) the same statements in a route handler or page of Next, (c) tRPC with Prisma alone, and (d) what
 * create-t3-app generates. All have to answer the same.
 *   --only TEXT  only subjects whose name contains it     --quick     fewer rows, shorter and fewer rounds
 *   --rounds N   5 by default, 3 with --quick             --profile   where the server's time goes, by package
 * Rounds are interleaved: each measures every subject once, at 8 and at 64 connections, every other one backwards. Ratios
 * are medians of the ratios within a round. What tracing costs is measured at the end (tracing.ts). On a busy machine,
 * processor times stay comparable; requests per second do not.
 */
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { compareAnswers } from "./answers";
import { toChart } from "./chart";
import { insertData } from "./data";
import { describeGuards } from "./guards";
import { measureRound, start, warmUp } from "./measure";
import { options } from "./options";
import { profileSubject } from "./profiling";
import { busyness, comparePages, describeBusyness, type Row, toRows } from "./report";
import { folder, startBenchDatabase, stopAll } from "./server";
import { buildAll, startServers } from "./servers";
import { countStatements } from "./statements";
import type { Subject } from "./subject";
import { toTable } from "./table";
import { describeTracing, measureTracing } from "./tracing";

const { rounds, bigOrders, farPage } = options;
const seconds = () => `${(performance.now() / 1000).toFixed(0).padStart(4)} s`;
const say = (text: string) => console.log(`${seconds()}  ${text}`);

say("Starting PostgreSQL");
const database = await startBenchDatabase();
say(`Building, and inserting 1,000 customers with 50 orders each, and one with ${bigOrders.toLocaleString("en")}`);
const [tokens] = await Promise.all([insertData(database.url, bigOrders), buildAll()]);
const servers = await startServers();

// These modules read the environment, which is complete only now.
const { createCallers } = await import("./credentials");
const { selectSubjects } = await import("./subjects");
const callers = await createCallers(servers.app.origin, tokens);
const subjects = selectSubjects(callers, bigOrders, farPage, options.only);
if (subjects.length === 0 && !options.isTracing) {
  const names = selectSubjects(callers, bigOrders, farPage, "").map(
    ({ operation, variant }) => `${operation} ${variant}`,
  );
  throw new Error(`No subject's name contains "${options.only}". There are:\n  ${[...names, "tracing"].join("\n  ")}`);
}

if (subjects.length > 0) {
  say("Comparing answers");
  await compareAnswers(subjects, servers);
  say(`Warming up ${subjects.length} subjects`);
  await warmUp(subjects, servers, options.warmUp);
  await (options.profile ? profile(subjects) : compare(subjects));
}
if (options.isTracing) {
  say(`Tracing: ${options.tracingRounds} starts of servers without and with it`);
  console.log(`\n${describeTracing(await measureTracing(callers, options.tracingRounds, options.warmUp))}\n`);
}
await stopAll();
say("Done");
process.exit();

async function profile(subjects: readonly Subject[]) {
  for (const subject of subjects) {
    const { child, origin } = servers[subject.server];
    console.log(await profileSubject(subject, child, origin));
  }
}

async function compare(subjects: readonly Subject[]) {
  const targets = subjects.map(({ server, work }) => ({ origin: servers[server].origin, work }));
  const statements = await countStatements(database.url, database.log, targets);
  const measured = subjects.map(start);
  for (let round = 1; round <= rounds; round++) {
    say(`Round ${round} of ${rounds}`);
    await callers.renewLogins();
    const sequence = round % 2 ? measured : measured.toReversed();
    await measureRound(sequence, options.sliceMs, servers, database.pid);
  }
  const rows = toRows(measured, statements);
  const busy = busyness(measured);
  const machine = { processors: availableParallelism(), node: process.version };
  const result = { at: new Date(), ...machine, rounds, busy, rows };
  writeFileSync(join(folder, "result.json"), JSON.stringify(result, undefined, 2));
  const notes = [describeBusyness(busy), comparePages(measured), describeGuards(measured)].filter(Boolean);
  console.log(`\n${toTable(rows)}\n\n${notes.join("\n")}\n`);
  if (options.isComplete && !busy.isTooBusy) drawChart(rows);
}

function drawChart(rows: readonly Row[]) {
  const title = "Processor time of one order.list: 20 orders with 3 lines each";
  const day = new Date().toISOString().slice(0, 10);
  const note = `8 connections, Node ${process.versions.node}, ${availableParallelism()} processors, ${day}`;
  const shown = rows.filter(({ operation }) => operation === "order.list");
  writeFileSync(join(import.meta.dirname, "result.svg"), toChart(title, shown, note));
}
