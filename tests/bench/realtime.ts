/**
 * `npm run bench:live [streams]`: 1,000 users (or as many as the argument says) each follow their changes at one server, and
 * each gets one event within ten seconds, written by this process and read by another. Prints the server's memory, the time
 * of delivery from the commit of a change to its line in the stream, and which process had the processors meanwhile; before, how
 * many commits per second writers reach with and without notifications. Exits with 1 if a goal is missed. Run it on an idle
 * machine: each event takes time of the server, the database, the writer and the reader, which share its processors.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { readCommandLine, wholeNumber } from "./command-line";
import { hasProcessorTimes, readTimes } from "./processor";
import { ms, percentile, startBenchServer, withClient } from "./server";
import type { Report, Streams } from "./stream-reader";

const { positionals } = readCommandLine(import.meta.filename, {});
const OWNERS = wholeNumber("The number of streams", positionals[0] ?? "1000", 20_000);
const SPREAD_MS = 10_000;
const GOAL_MS = 250;
const GOAL_RATIO = 0.95;
const LOGINS_AT_ONCE = 8;

// A stream is an open file in the server, and another in the reader.
const { open_files } = (process.report.getReport() as { userLimits: { open_files: { soft: number | string } } })
  .userLimits;
const needed = OWNERS + 200;
if (Number(open_files.soft) < needed) {
  throw new Error(
    `${OWNERS} streams need ${needed} open files, but the limit is ${open_files.soft}: ulimit -n ${needed}`,
  );
}

// The services of this process may have to wait, and the end closes their connections.
Object.assign(process.env, { DATABASE_WAIT_MS: "30000", LOG_LEVEL: "silent" });
const server = await startBenchServer({ STREAM_SECONDS: "600" });

const { startLogin } = await import("@/server/services/session");
const { recordChange } = await import("@/server/services/change");
const { db } = await import("@/server/platform/db");
const { compareWriters } = await import("./writers");
const ADD_USERS = `INSERT INTO users (id, email, name, password_hash)
  SELECT 'bench-' || n, 'bench-' || n || '@example.test', 'Bench', 'none' FROM generate_series(1, $1) AS n`;
await withClient(server.databaseUrl, (client) => client.query(ADD_USERS, [OWNERS]));
const owners = Array.from({ length: OWNERS }, (_, index) => `bench-${index + 1}`);

const writers = await compareWriters(server.databaseUrl, owners);
for (const { name, rate, ratio, middle } of writers) {
  const half = middle.map((it) => it.toFixed(2)).join(" to ");
  console.log(`64 writers, ${name}: ${rate.toFixed(0)} commits/s (${ratio.toFixed(2)}; half of the rounds ${half})`);
}

const tokens: Streams["tokens"] = [];
async function signIn(owner: string) {
  const { accessToken } = await startLogin({ id: owner, accessVersion: 0 }, { address: "127.0.0.1" });
  tokens.push([owner, accessToken]);
}
for (let index = 0; index < OWNERS; index += LOGINS_AT_ONCE) {
  await Promise.all(owners.slice(index, index + LOGINS_AT_ONCE).map(signIn));
}

const sentAt = new Map<string, number>();
const delays: number[] = [];
let markOpened = () => {};
const allOpened = new Promise<void>((resolve) => {
  markOpened = resolve;
});
let markDelivered = () => {};
const allDelivered = new Promise<void>((resolve) => {
  markDelivered = resolve;
});
const reader = fork(join(import.meta.dirname, "stream-reader.ts"), { execArgv: ["--import", "tsx"] });
reader.on("exit", () => {
  throw new Error("The reader of the streams has ended.");
});
reader.on("message", (report: Report) => {
  if (report === "opened") return markOpened();
  delays.push(report.at - (sentAt.get(report.owner) ?? report.at));
  if (delays.length === OWNERS) markDelivered();
});

const pids = { server: server.pid, database: server.databasePid, reader: reader.pid ?? 0 };
const memoryBefore = server.memory();
const opening = readTimes(pids);
reader.send({ origin: server.origin, tokens } satisfies Streams);
await allOpened;
const opened = readTimes(pids);
const memoryOpen = server.memory();

/** Records a change as the services do. Its time is that of the commit. */
async function recordEvent(owner: string) {
  await recordChange(db, { userId: owner, topic: "token", id: "none" });
  sentAt.set(owner, performance.timeOrigin + performance.now());
}
const start = readTimes(pids);
const startOfWriter = process.cpuUsage();
await Promise.all(
  owners.map(async (owner, index) => {
    await new Promise((resume) => setTimeout(resume, (index / OWNERS) * SPREAD_MS));
    await recordEvent(owner);
  }),
);
await allDelivered;
const end = readTimes(pids);
const { user, system } = process.cpuUsage(startOfWriter);

const LISTENING = "SELECT FROM pg_stat_activity WHERE query = 'LISTEN changes'";
const { rowCount } = await withClient(server.databaseUrl, (client) => client.query(LISTENING));
const seconds = ((opened.at - opening.at) / 1000).toFixed(1);
console.log(`${OWNERS} streams opened in ${seconds} s, ${rowCount} listening connection(s)`);
const perStream = (((memoryOpen - memoryBefore) * 1024) / OWNERS).toFixed(0);
const [before, open, after] = [memoryBefore, memoryOpen, server.memory()].map((it) => `${it.toFixed(0)} MB`);
console.log(
  `memory of the server: ${before} before, ${open} with all open, ${after} after; ${perStream} KB per stream`,
);
const slowest = percentile(delays, 0.99);
console.log(
  `delivery: median ${ms(percentile(delays, 0.5))}, 99th percentile ${ms(slowest)} (goal ${GOAL_MS} ms), longest ${ms(percentile(delays, 1))}`,
);
if (hasProcessorTimes) {
  const used = (name: keyof typeof pids) => end.of[name] - start.of[name];
  const programs = {
    ...{ server: used("server"), database: used("database"), reader: used("reader") },
    ...{ writer: (user + system) / 1000, others: end.others - start.others },
  };
  const shares = Object.entries(programs).map(([name, time]) => `${name} ${(time / (end.at - start.at)).toFixed(2)}`);
  console.log(`processors meanwhile: ${shares.join(", ")}; ${ms(used("server") / OWNERS)} of the server per event`);
}

const ratio = writers.at(-1)?.ratio ?? 0;
console.log(`writers: ${ratio.toFixed(2)} of their throughput without notifications (goal ${GOAL_RATIO})`);

reader.removeAllListeners("exit");
reader.disconnect();
await once(reader, "exit");
await db.$disconnect();
await server.stop();
process.exit(slowest <= GOAL_MS && ratio >= GOAL_RATIO ? 0 : 1);
