/** The parts of the benchmark that compute something. */
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { toChart } from "../bench/chart";
import type { Callers } from "../bench/credentials";
import { describeGuards, guardSubjects } from "../bench/guards";
import { load, type Work } from "../bench/load";
import { type Measured, type Sample, start, warmUp } from "../bench/measure";
import { parseMachine, parseStat, sumTree } from "../bench/processor";
import { divideTime, ownerOf } from "../bench/profile";
import { toRows } from "../bench/report";
import { percentile } from "../bench/server";
import type { ServerName, Servers } from "../bench/servers";
import { countLogged } from "../bench/statements";
import { median, medianRatio } from "../bench/statistics";
import { BARE, FLOOR, NAIVE, type Subject, T3 } from "../bench/subject";
import { selectSubjects } from "../bench/subjects";
import { toTable } from "../bench/table";
import { describeTracing } from "../bench/tracing";

const frame = (functionName: string, url = "", lineNumber = 0, columnNumber = 0) => {
  return { functionName, url, lineNumber, columnNumber };
};
const noSource = () => undefined;

async function startTestServer(respond: (response: ServerResponse) => void) {
  const server = createServer((_, response) => respond(response));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, close: () => void server.close() };
}

it("percentile: the value below which that part of all values lie", () => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect([0.5, 0.99, 1].map((part) => percentile(values, part))).toEqual([51, 100, 100]);
  expect([percentile([1, 2, 3], 0.5), percentile([], 0.5)]).toEqual([2, 0]);
});

it("median: an even count has the mean of the two in the middle", () => {
  expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([7]), median([])]).toEqual([2, 2.5, 7, 0]);
});

it("ratio: a slow round of both subjects does not change it", () => {
  expect(medianRatio([50, 5, 60], [100, 10, 100])).toBe(0.5);
});

it("processor time: is read from /proc for a program with any name", () => {
  const stat = "4711 (next-server (v1) x) S 42 4711 0 0 -1 4194560 9 8 7 6 100 20 3 4 20 0 11 0 5 6 7";
  expect(parseStat(stat)).toEqual({ pid: 4711, parent: 42, ms: 1270 });
  expect(parseMachine("cpu  10 1 20 1000 500 3 4 5 0 0\ncpu0 1 1 1 1 1 1 1 1 0 0\n")).toBe(430);
});

it("processor time: a process includes its descendants, but no others", () => {
  const tree = [
    { pid: 1, parent: 0, ms: 1 },
    { pid: 2, parent: 1, ms: 10 },
    { pid: 3, parent: 2, ms: 100 },
    { pid: 4, parent: 1, ms: 1000 },
  ];
  expect([sumTree(tree, 1), sumTree(tree, 2)]).toEqual([1111, 110]);
});

it("load: bytes are counted per request, over parallel connections", async () => {
  const { origin, close } = await startTestServer((response) => response.end("12345"));
  const work: Work = async (send) => (await send({ path: "/" })).bytes;
  const { latencies, bytes } = await load(origin, work, 4, { units: 20 });
  close();
  expect({ requests: latencies.length, bytes }).toEqual({ requests: 20, bytes: 5 });
});

it("load: a response that is not a success ends the benchmark with its text", async () => {
  const { origin, close } = await startTestServer((response) => response.writeHead(429).end("Too many requests."));
  const work: Work = async (send) => (await send({ path: "/orders" })).bytes;
  const loading = load(origin, work, 2, { units: 2 });
  await expect(loading).rejects.toThrow("GET /orders was answered with 429: Too many requests.").finally(close);
});

it("warm-up: each server gets as many requests, divided among its subjects", async () => {
  const { origin, close } = await startTestServer((response) => response.end());
  const counts: Record<string, number> = {};
  const subject = (server: ServerName, variant: string): Subject => {
    const work: Work = async (send) => {
      counts[variant] = (counts[variant] ?? 0) + 1;
      return (await send({ path: "/" })).bytes;
    };
    return { operation: "list", variant, server, work };
  };
  const subjects = [subject("t3", "a"), subject("app", "b"), subject("app", "c")];
  await warmUp(subjects, { t3: { origin }, app: { origin } } as Servers, 40).finally(close);
  expect(counts).toEqual({ a: 40, b: 20, c: 20 });
});

it("subjects: a selection keeps its baselines, measured right before it", () => {
  const names = (only: string) => selectSubjects({} as Callers, 1000, 10, only).map((it) => it.variant);
  const rest = ["REST, cookie", "REST, login token", "REST, personal token"];
  expect(names("order.byId REST")).toEqual([BARE, FLOOR, NAIVE, ...rest]);
  expect(names("order.list REST")).toEqual([BARE, FLOOR, NAIVE, T3, ...rest]);
  expect(names("five reads")).toEqual([FLOOR, "tRPC batch, cookie"]);
  expect(names("/orders HTML")).toEqual([FLOOR, "HTML, cookie"]);
  expect(names("many orders")).toEqual(["page 1", "page 10"]);
  expect(names("nothing")).toEqual([]);
});

it("statements: each execution in PostgreSQL's log is counted once, however long it is", () => {
  const log = `2026-01-01 UTC [1] LOG:  execute order.list: SELECT 1
\tFROM orders
2026-01-01 UTC [1] DETAIL:  Parameters: $1 = 'a'
2026-01-01 UTC [1] LOG:  statement: BEGIN; SET LOCAL lock_timeout = 1
2026-01-01 UTC [1] LOG:  execute <unnamed>: UPDATE orders
2026-01-01 UTC [1] LOG:  checkpoint starting: time
`;
  expect(countLogged(log)).toBe(3);
});

it("profile: time belongs to the package or folder that a bundled function came from", () => {
  const source = (path: string) => () => `turbopack:///[project]/${path}`;
  const bundled = frame("run", "/app/.next/server/chunks/a.js");
  expect(ownerOf(bundled, source("node_modules/superjson/dist/index.js"))).toBe("superjson");
  expect(ownerOf(bundled, source("node_modules/%40trpc/server/dist/index.mjs"))).toBe("@trpc/server");
  expect(ownerOf(bundled, source("src/server/http/guard.ts"))).toBe("src/server/http");
  expect(ownerOf(bundled, source("src/trpc/server.tsx"))).toBe("src/trpc");
  expect(ownerOf(frame("read", "file:///app/node_modules/pg/lib/client.js"), noSource)).toBe("pg");
  expect(ownerOf(frame("emit", "node:events"), noSource)).toBe("Node");
  expect(ownerOf(frame("(garbage collector)"), noSource)).toBe("garbage collection");
  expect(ownerOf(frame("(idle)"), noSource)).toBeUndefined();
});

it("profile: the time of a request is divided by self time, the largest first, without idling", () => {
  const nodes = [frame("(idle)"), frame("a", "node:fs"), frame("b", "file:///x/node_modules/pg/b.js")].map(
    (callFrame, id) => ({ id, callFrame }),
  );
  const profile = { nodes, samples: [0, 1, 2, 2], timeDeltas: [9000, 1000, 2000, 3000] };
  expect(divideTime(profile, 3, (it) => ownerOf(it, noSource))).toEqual([
    { name: "pg", ms: 2.5 },
    { name: "Node", ms: 0.5 },
  ]);
});

it("rows: each has its ratios to the baselines of its own operation", () => {
  const measured = (operation: string, variant: string, value: number): Measured => {
    const sample = { perSecond: value, p50: 1, p99: 1, serverMs: 1 / value, databaseMs: 1, bytes: 1, others: 0 };
    const subject: Subject = { operation, variant, server: "app", work: async () => 0 };
    return { subject, samples: { 8: [sample], 64: [sample] } };
  };
  const variants = Object.entries({ [BARE]: 8, [FLOOR]: 4, [T3]: 1, own: 2 });
  const all = [measured("other", T3, 5), ...variants.map(([variant, value]) => measured("order.list", variant, value))];
  const ratios = { toBare: 0.25, toFloor: 0.5, toT3: 2, processorToFloor: 2, processorToT3: 0.5 };
  expect(toRows(all, []).at(-1)).toMatchObject(ratios);
});

it("chart: bars are as long as the processor times, and texts are escaped", () => {
  const row = (variant: string, serverMs: number) => {
    const figures = { perSecond: 100, p50: 1, p99: 2, serverMs, databaseMs: 1 };
    return { operation: "order.list", variant, statements: 1, bytes: 1, at: { 8: figures, 64: figures } };
  };
  const svg = toChart("Title", [row("(a) bare & small", 1), row("tRPC", 2)], "less < more");
  const [half, longest = 0] = [...svg.matchAll(/<rect [^>]*width="(\d+)"/g)].map(([, width]) => Number(width));
  expect(half).toBe(longest / 2);
  expect(svg).toContain("(a) bare &amp; small");
  expect(svg).toContain("less &lt; more");
});

it("table: columns are aligned, and a ratio without a baseline is a dash", () => {
  const figures = { perSecond: 100, p50: 1, p99: 2, serverMs: 0.5, databaseMs: 1 };
  const row = {
    operation: "order.list",
    variant: "tRPC",
    statements: 5,
    bytes: 12345,
    at: { 8: figures, 64: figures },
  };
  const lines = toTable([{ ...row, toBare: 0.25, toT3: 2, processorToT3: 0.5 }, row]).split("\n");
  expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  expect(lines[1]).toMatch(/5 +12345 +0\.25 +- +2\.00 +- +0\.50$/);
});

it("guards: their cost is the median of the differences within a round", () => {
  const measured = guardSubjects({} as Callers).map(start);
  const times = { without: [1, 2, 30], with: [1.25, 2.5, 30.5] };
  for (const { subject, samples } of measured) {
    samples[8] = times[subject.variant as keyof typeof times].map((serverMs) => ({ serverMs }) as Sample);
  }
  expect(describeGuards(measured)).toContain("cost 0.50 ms");
  expect(describeGuards(measured.slice(1))).toBeUndefined();
});

it("tracing: its cost is the median of the ratios within a round, with their range", () => {
  const rounds = [
    { off: 1, unrecorded: 1.01, recorded: 1.111 },
    { off: 2, unrecorded: 2, recorded: 2.06 },
    { off: 4, unrecorded: 4.08, recorded: 8.16 },
  ];
  const text = describeTracing(rounds);
  expect(text).toContain("recording adds 10.0 % (3.0 % to 100.0 %)");
  expect(text).toContain("records nothing 1.0 % (0.0 % to 2.0 %)");
});
