/**
 * `npm run soak -- [--minutes 10]`: visitors use the production build on this machine, with an embedded PostgreSQL of its own: pages,
 * reads, writes, sessions, streams that open and close, refusals. Afterwards no answer may have been unexpected, and
 * the memory, open files and database connections of the server may not grow after the warm-up. The report is .data/bench/soak.txt,
 * with a picture beside it. Exits with 1 if something was unexpected or has grown.
 */
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { SCOPES } from "@/domain/token";
import { steps } from "../../scripts/setup.mjs";
import { readCommandLine, wholeNumber } from "./command-line";
import { folder, startBenchServer, withClient } from "./server";
import { fillShelves } from "./shop-activities";
import type { Visitor } from "./soak-activity";
import { hasGrown, type Series, toPicture, toText } from "./soak-report";
import { visit } from "./soak-traffic";

const { values } = readCommandLine(import.meta.filename, { minutes: { type: "string", default: "10" } });
const minutes = wholeNumber("--minutes", values.minutes, 600);
const VISITORS = 20;
/** Keeps each visitor below the rate limits. */
const PAUSE_MS = 500;
const SAMPLE_MS = 1000;

/** A small heap is collected often, so that a leak shows early. */
const NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ""} --max-old-space-size=256`;

const server = await startBenchServer({ TRUSTED_PROXIES: "1", NODE_OPTIONS });
await steps.seed({ force: true });
for (const prepare of [fillShelves]) await withClient(server.databaseUrl, prepare);

async function post(path: string, address: string, json: unknown): Promise<Record<string, string>> {
  const headers = { "content-type": "application/json", "x-forwarded-for": address };
  const response = await fetch(server.origin + path, { method: "POST", headers, body: JSON.stringify(json) });
  if (!response.ok) throw new Error(`${path} was answered with ${response.status}.`);
  return response.json();
}

async function makeVisitor(index: number): Promise<Visitor> {
  const [address, email, password] = [`10.9.0.${index + 1}`, `soak-${index}@example.test`, "a long password"];
  await post("/api/trpc/account.signUp", address, { json: { email, name: "Soak", password } });
  const token = async () => (await post("/api/v1/login", address, { email, password })).accessToken ?? "";
  return { address, email, password, token: await token() };
}
const visitors = await Promise.all(Array.from({ length: VISITORS }, (_, index) => makeVisitor(index)));
// A token that lives as long as the soak; access tokens end after 15 minutes.
for (const visitor of visitors) {
  const headers = { authorization: `Bearer ${visitor.token}`, "content-type": "application/json" };
  const json = { name: "Soak", scopes: Object.keys(SCOPES), expiresInDays: 1 };
  const response = await fetch(`${server.origin}/api/v1/tokens`, {
    method: "POST",
    headers,
    body: JSON.stringify(json),
  });
  visitor.token = ((await response.json()) as { secret: string }).secret;
}

const database = new Client({ connectionString: server.databaseUrl });
await database.connect();
const CONNECTIONS = `SELECT count(*)::int AS count FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid()`;
const files = `/proc/${server.pid}/fd`;
const series: (Series & { read: () => number | Promise<number> })[] = [
  { name: "memory", unit: " MB", samples: [], limit: (usual) => 0.15 * usual, read: server.memory },
  ...(existsSync(files)
    ? [{ name: "open files", unit: "", samples: [], limit: () => 5, read: () => readdirSync(files).length }]
    : []),
  {
    ...{ name: "connections", unit: "", samples: [], limit: () => 1 },
    read: async () => (await database.query<{ count: number }>(CONNECTIONS)).rows[0]?.count ?? 0,
  },
];

const start = performance.now();
const end = start + minutes * 60_000;
const isRunning = () => performance.now() < end;
async function sample() {
  while (isRunning()) {
    const seconds = (performance.now() - start) / 1000;
    for (const { samples, read } of series) samples.push({ seconds, value: await read() });
    await new Promise((resume) => setTimeout(resume, SAMPLE_MS));
  }
}
console.log(`${VISITORS} visitors for ${minutes} minutes at ${server.origin}`);
const [traffic] = await Promise.all([
  visit(server.origin, visitors, { pauseMs: PAUSE_MS, goesOn: isRunning }),
  sample(),
]);
await database.end();

const title = `Soak: ${VISITORS} visitors, ${minutes} minutes`;
const text = toText(title, traffic, series);
console.log(text);
writeFileSync(join(folder, "soak.txt"), `${text}\n`);
writeFileSync(join(folder, "soak.svg"), toPicture(title, series));
await server.stop();
process.exit(traffic.problems.size > 0 || series.some(hasGrown) ? 1 : 0);
