/**
 * `npm run bench:realtime [streams]`: 1,000 users each follow their changes at one server, and each gets one event within
 * ten seconds. Prints the server's memory, and the time of delivery from the commit of a change to its line in the
 * stream. Exits with 1 if the 99th percentile is above the goal. Run it on an idle machine.
 */
import { Agent, request } from "node:http";
import { Client, Pool } from "pg";
import { ms, percentile, startBenchServer } from "./server";

const OWNERS = Number(process.argv[2] ?? 1000);
const SPREAD_MS = 10_000;
const GOAL_MS = 250;

const server = await startBenchServer({ STREAM_SECONDS: "600" });
const { port } = new URL(server.origin);

const { startLogin } = await import("@/server/services/session");
const pool = new Pool({ connectionString: server.databaseUrl, max: 4 });
await pool.query(
  `INSERT INTO users (id, email, name, password_hash)
   SELECT 'bench-' || n, 'bench-' || n || '@example.test', 'Bench', 'none' FROM generate_series(1, $1) AS n`,
  [OWNERS],
);
const owners = Array.from({ length: OWNERS }, (_, index) => `bench-${index + 1}`);
const tokens = new Map<string, string>();
for (const owner of owners)
  tokens.set(owner, (await startLogin({ id: owner, passwordHash: "none" }, { address: "127.0.0.1" })).accessToken);

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

/** Writes the event of a change, as the services do in their transaction. Its time is that of the commit. */
async function recordEvent(owner: string) {
  const client = await pool.connect();
  await client.query("BEGIN");
  await client.query("UPDATE users SET change_seq = change_seq + 1 WHERE id = $1", [owner]);
  await client.query("INSERT INTO changes (user_id, seq, topic, row_id) VALUES ($1, 1, 'token', 'none')", [owner]);
  sentAt.set(owner, performance.now());
  await client.query("COMMIT");
  client.release();
}
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
  `memory of the server: ${before.toFixed(0)} MB before, ${open.toFixed(0)} MB with all open, ${server.memory().toFixed(0)} MB after`,
);
const slowest = percentile(delays, 0.99);
console.log(
  `delivery: median ${ms(percentile(delays, 0.5))}, 99th percentile ${ms(slowest)} (goal ${GOAL_MS} ms), longest ${ms(percentile(delays, 1))}`,
);

agent.destroy();
await pool.end();
await server.stop();
process.exit(slowest <= GOAL_MS ? 0 : 1);
