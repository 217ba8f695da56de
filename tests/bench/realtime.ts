/**
 * `npm run bench:realtime`: 1,000 users subscribe to their orders at one server, and each gets one event within 10 s.
 * Prints the memory of the server and the delivery time from the commit of the change to the line in the stream. Runs
 * on the production build with its own PostgreSQL.
 */
import { spawn, spawnSync } from "node:child_process";
import { Agent, request } from "node:http";
import { Client, Pool } from "pg";
import { freePort, startPostgres } from "../../scripts/postgres.mjs";
import { root, steps } from "../../scripts/setup.mjs";

const USERS = Number(process.argv[2] ?? 1000);
const SPREAD_MS = 10_000;
const GOAL_MS = 250;
const SECRET = "a-secret-for-the-bench-and-nothing-else";

const postgres = await startPostgres({ name: "bench", database: "roundtrip", settings: ["fsync=off"], fresh: true });
process.env.DATABASE_URL = postgres.url;
process.env.NEXTAUTH_SECRET = SECRET;
await steps.generate();
await steps.migrate();
const built = spawnSync(process.execPath, ["node_modules/next/dist/bin/next", "build"], { cwd: root, stdio: "ignore" });
if (built.status !== 0) throw new Error("The build failed. Run: npm run build");

const port = await freePort(4700, "127.0.0.1");
const args = ["node_modules/next/dist/bin/next", "start", "-p", String(port), "-H", "127.0.0.1"];
const env = {
  ...process.env,
  NODE_ENV: "production" as const,
  AUTH_TRUST_HOST: "true",
  STREAM_SECONDS: "600",
  LOG_LEVEL: "warn",
};
const server = spawn(process.execPath, args, { cwd: root, env, stdio: "ignore" });
const isUp = () => fetch(`http://127.0.0.1:${port}/icon.svg`).catch(() => false);
while (!(await isUp())) await new Promise((resume) => setTimeout(resume, 50));

/** Resident memory of the server, in MB. */
const memory = () => Number(spawnSync("ps", ["-o", "rss=", "-p", String(server.pid)]).stdout) / 1024;

const { startLogin } = await import("@/server/services/session");
const pool = new Pool({ connectionString: postgres.url, max: 4 });
await pool.query(
  `INSERT INTO users (id, email, name, password_hash)
   SELECT 'bench-' || n, 'bench-' || n || '@example.test', 'Bench', 'none' FROM generate_series(1, $1) AS n`,
  [USERS],
);
await pool.query(
  "INSERT INTO orders (id, owner_id, total_cents) SELECT 'order-' || id, id, 100 FROM users WHERE id LIKE 'bench-%'",
);
const userIds = Array.from({ length: USERS }, (_, index) => `bench-${index + 1}`);
const tokens = new Map<string, string>();
for (const userId of userIds)
  tokens.set(userId, (await startLogin({ id: userId, passwordHash: "none" }, { address: "127.0.0.1" })).accessToken);

const idleMemory = memory();
const sentAt = new Map<string, number>();
const delays: number[] = [];
let onLastEvent = () => {};
const lastEvent = new Promise<void>((resolve) => {
  onLastEvent = resolve;
});

const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY });
/** Opens a stream; resolves when it is connected. */
const subscribe = (userId: string) =>
  new Promise<void>((resolve, reject) => {
    const path = `/api/trpc/change.onChange?input=${encodeURIComponent(JSON.stringify({ json: { lastEventId: "0" } }))}`;
    const headers = { authorization: `Bearer ${tokens.get(userId)}` };
    const call = request({ agent, host: "127.0.0.1", port, path, headers }, (response) => {
      response.setEncoding("utf8").on("data", (text: string) => {
        if (text.includes("event: connected")) resolve();
        if (text.includes("serialized-error")) reject(new Error(text));
        if (!text.includes("orderId")) return;
        delays.push(performance.now() - (sentAt.get(userId) ?? 0));
        if (delays.length === USERS) onLastEvent();
      });
    });
    call.on("error", reject).end();
  });

const openingStart = performance.now();
for (let index = 0; index < userIds.length; index += 50) {
  await Promise.all(userIds.slice(index, index + 50).map(subscribe));
}
const openedIn = performance.now() - openingStart;
const openMemory = memory();

/** Writes an order event as placing or cancelling does; the delivery time starts at the commit. */
async function writeEvent(userId: string) {
  const client = await pool.connect();
  await client.query("BEGIN");
  await client.query("UPDATE users SET change_seq = change_seq + 1 WHERE id = $1", [userId]);
  await client.query(
    "INSERT INTO order_events (owner_id, seq, order_id, status) VALUES ($1, 1, 'order-' || $1, 'PACKED')",
    [userId],
  );
  sentAt.set(userId, performance.now());
  await client.query("COMMIT");
  client.release();
}
await Promise.all(
  userIds.map(async (userId, index) => {
    await new Promise((resume) => setTimeout(resume, (index / USERS) * SPREAD_MS));
    await writeEvent(userId);
  }),
);
await lastEvent;

const admin = new Client({ connectionString: postgres.url });
await admin.connect();
const listening = await admin.query("SELECT 1 FROM pg_stat_activity WHERE query = 'LISTEN changes'");
await admin.end();

delays.sort((a, b) => a - b);
const percentile = (part: number) => delays[Math.min(delays.length - 1, Math.floor(part * delays.length))] ?? 0;
const ms = (value: number) => `${value.toFixed(1)} ms`;
console.log(
  `${USERS} streams opened in ${(openedIn / 1000).toFixed(1)} s, ${listening.rowCount} listening connection(s)`,
);
console.log(
  `server memory: ${idleMemory.toFixed(0)} MB idle, ${openMemory.toFixed(0)} MB with all streams open, ${memory().toFixed(0)} MB after delivery`,
);
console.log(
  `delivery: median ${ms(percentile(0.5))}, 99th percentile ${ms(percentile(0.99))} (goal ${GOAL_MS} ms), maximum ${ms(percentile(1))}`,
);

agent.destroy();
server.kill("SIGTERM");
await pool.end();
await postgres.stop();
process.exit(percentile(0.99) <= GOAL_MS ? 0 : 1);
