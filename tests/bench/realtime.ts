/**
 * `npm run bench:live [streams]`: 1,000 users (or as many as the argument says) each follow their changes at one server, and
 * each gets one event within ten seconds, from another process. Prints the server's memory, and the time of delivery from
 * the commit of a change to its line in the stream; before, how many commits per second writers reach with and without
 * notifications. Exits with 1 if a goal is missed. Run it on an idle machine.
 */
import { Agent, request } from "node:http";
import { Client, Pool } from "pg";
import { readCommandLine, wholeNumber } from "./command-line";
import { ms, percentile, startBenchServer } from "./server";

const { positionals } = readCommandLine(import.meta.filename, {});
const OWNERS = wholeNumber("The number of streams", positionals[0] ?? "1000", 20_000);
const SPREAD_MS = 10_000;
const GOAL_MS = 250;
const GOAL_RATIO = 0.95;
const LOGINS_AT_ONCE = 8;

// A stream is an open file in the server, and another in this process.
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
const { port } = new URL(server.origin);

const { startLogin } = await import("@/server/services/session");
const { recordChange } = await import("@/server/services/change");
const { transact } = await import("@/server/platform/db");
const { compareWriters } = await import("./writers");
const pool = new Pool({ connectionString: server.databaseUrl, max: 4 });
await pool.query(
  `INSERT INTO users (id, email, name, password_hash)
   SELECT 'bench-' || n, 'bench-' || n || '@example.test', 'Bench', 'none' FROM generate_series(1, $1) AS n`,
  [OWNERS],
);
const owners = Array.from({ length: OWNERS }, (_, index) => `bench-${index + 1}`);

const writers = await compareWriters(server.databaseUrl, owners);
for (const { name, rate, ratio } of writers) {
  console.log(`64 writers, ${name}: ${rate.toFixed(0)} commits/s (${ratio.toFixed(2)})`);
}

const tokens = new Map<string, string>();
async function signIn(owner: string) {
  const { accessToken } = await startLogin({ id: owner, passwordHash: "none" }, { address: "127.0.0.1" });
  tokens.set(owner, accessToken);
}
for (let index = 0; index < OWNERS; index += LOGINS_AT_ONCE) {
  await Promise.all(owners.slice(index, index + LOGINS_AT_ONCE).map(signIn));
}

const before = server.memory();
const sentAt = new Map<string, number>();
const delays: number[] = [];
let markDelivered = () => {};
const allDelivered = new Promise<void>((resolve) => {
  markDelivered = resolve;
});

const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY });
/** Opens a stream. Resolves when the server has confirmed it. */
const subscribe = (owner: string) =>
  new Promise<void>((resolve, reject) => {
    const path = `/api/trpc/change.onChange?input=${encodeURIComponent(JSON.stringify({ json: { lastEventId: "0" } }))}`;
    const headers = { authorization: `Bearer ${tokens.get(owner)}` };
    const call = request({ agent, host: "127.0.0.1", port, path, headers }, (response) => {
      response.setEncoding("utf8").on("data", (text: string) => {
        if (text.includes("event: connected")) resolve();
        if (text.includes("serialized-error")) reject(new Error(text));
        if (!text.includes('"topic"')) return;
        delays.push(performance.now() - (sentAt.get(owner) ?? 0));
        if (delays.length === OWNERS) markDelivered();
      });
    });
    call.on("error", reject).end();
  });

const opening = performance.now();
for (let index = 0; index < owners.length; index += 50) {
  await Promise.all(owners.slice(index, index + 50).map(subscribe));
}
const openedIn = performance.now() - opening;
const open = server.memory();

/** Records a change as the services do. Its time is that of the commit. */
const recordEvent = (owner: string) =>
  transact(async (tx) => {
    await recordChange(tx, { userId: owner, topic: "token", id: "none" });
    sentAt.set(owner, performance.now());
  });
await Promise.all(
  owners.map(async (owner, index) => {
    await new Promise((resume) => setTimeout(resume, (index / OWNERS) * SPREAD_MS));
    await recordEvent(owner);
  }),
);
await allDelivered;

const admin = new Client({ connectionString: server.databaseUrl });
await admin.connect();
const listening = await admin.query("SELECT 1 FROM pg_stat_activity WHERE query = 'LISTEN changes'");
await admin.end();

console.log(
  `${OWNERS} streams opened in ${(openedIn / 1000).toFixed(1)} s, ${listening.rowCount} listening connection(s)`,
);
console.log(
  `memory of the server: ${before.toFixed(0)} MB before, ${open.toFixed(0)} MB with all open, ${server.memory().toFixed(0)} MB after; ${(((open - before) * 1024) / OWNERS).toFixed(0)} KB per stream`,
);
const slowest = percentile(delays, 0.99);
console.log(
  `delivery: median ${ms(percentile(delays, 0.5))}, 99th percentile ${ms(slowest)} (goal ${GOAL_MS} ms), longest ${ms(percentile(delays, 1))}`,
);

const ratio = writers.at(-1)?.ratio ?? 0;
console.log(`writers: ${ratio.toFixed(2)} of their throughput without notifications (goal ${GOAL_RATIO})`);

agent.destroy();
await pool.end();
await server.stop();
process.exit(slowest <= GOAL_MS && ratio >= GOAL_RATIO ? 0 : 1);
