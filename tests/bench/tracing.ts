/**
 * What tracing costs in processor time of one read. V8 decides early how it compiles, so a process stays up to a tenth faster or
 * slower than another with the same code. What recording costs is therefore compared within one process, which records a request
 * if its `traceparent` says so (TRUST_TRACEPARENT), in short slices by turns. What a server pays that traces, but does not record,
 * takes a second process to compare: that is the median of several starts.
 */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { root } from "../../scripts/environment.mjs";
import type { Callers } from "./credentials";
import { readerOf } from "./data";
import { load, type Work } from "./load";
import { readTimes } from "./processor";
import { startServer } from "./server";
import { settings, startNext } from "./servers";
import { median } from "./statistics";
import { batchOf, one } from "./subject";

const VARIANTS = ["off", "unrecorded", "recorded"] as const;
type Variant = (typeof VARIANTS)[number];
/** Processor time in ms a request: of a server without tracing, and of one with it. */
export type Round = Record<Variant, number>;

const CONNECTIONS = 8;
const TURNS = 20;
const REQUESTS = 200;

const hex = (bytes: number) => randomBytes(bytes).toString("hex");
const traceparents = {
  off: () => ({}),
  unrecorded: () => ({ traceparent: `00-${hex(16)}-${hex(8)}-00` }),
  recorded: () => ({ traceparent: `00-${hex(16)}-${hex(8)}-01` }),
};

async function measureRound(workOf: (variant: Variant) => Work, collector: string, warmUp: number): Promise<Round> {
  const traced = { ...settings, OTEL_EXPORTER_OTLP_ENDPOINT: collector, TRUST_TRACEPARENT: "true" };
  const off = await startNext("tracing-off", root, settings);
  const on = await startNext("tracing-on", root, traced);
  const servers = { off, unrecorded: on, recorded: on };
  for (const variant of VARIANTS) await load(servers[variant].origin, workOf(variant), CONNECTIONS, { units: warmUp });
  const ms: Round = { off: 0, unrecorded: 0, recorded: 0 };
  for (let turn = 0; turn < TURNS; turn++) {
    for (const variant of turn % 2 ? VARIANTS.toReversed() : VARIANTS) {
      const { origin, pid } = servers[variant];
      const before = readTimes({ server: pid }).of.server;
      await load(origin, workOf(variant), CONNECTIONS, { units: REQUESTS });
      ms[variant] += (readTimes({ server: pid }).of.server - before) / (TURNS * REQUESTS);
    }
  }
  for (const server of [off, on]) await server.stop();
  return ms;
}

/** @param warmUp requests to each server before it is measured */
export async function measureTracing(callers: Callers, rounds: number, warmUp: number): Promise<Round[]> {
  const collector = await startServer("collector", ["--import", "tsx", join(import.meta.dirname, "collector.ts")]);
  const path = `/api/trpc/order.list?${batchOf({})}`;
  const workOf =
    (variant: Variant): Work =>
    (send, turn) => {
      const headers = { ...callers.headersOf("cookie", readerOf(turn), turn), ...traceparents[variant]() };
      return one(send, { path, headers });
    };
  const measured: Round[] = [];
  while (measured.length < rounds) measured.push(await measureRound(workOf, collector.origin, warmUp));
  return measured;
}

const percent = (ratio: number) => `${(100 * (ratio - 1)).toFixed(1)} %`;

export function describeTracing(rounds: readonly Round[]): string {
  const cost = (variant: Variant, base: Variant) => {
    const ratios = rounds.map((round) => round[variant] / round[base]);
    return `${percent(median(ratios))} (${percent(Math.min(...ratios))} to ${percent(Math.max(...ratios))})`;
  };
  const base = median(rounds.map(({ off }) => off)).toFixed(2);
  return [
    `Of the ${base} ms of processor time of order.list, recording adds ${cost("recorded", "unrecorded")},`,
    `tracing that records nothing ${cost("unrecorded", "off")}; median and range of ${rounds.length} starts.`,
  ].join(" ");
}
