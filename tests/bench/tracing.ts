/**
 * What tracing costs: processor time of one read on servers that send none, all and one in ten of their traces to a collector.
 * V8 decides early how it compiles, so a process stays up to a tenth faster or slower than another with the same code. Each
 * round therefore starts servers of its own and measures them in turns, and the result is the median of the rounds' ratios.
 */
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

const VARIANTS = ["off", "all", "one in ten"] as const;
type Variant = (typeof VARIANTS)[number];
/** Processor time of the server in ms a request. */
export type Round = Record<Variant, number>;

const CONNECTIONS = 8;
const TURNS = 12;
const REQUESTS = 200;

const ONE_IN_TEN = { OTEL_TRACES_SAMPLER: "parentbased_traceidratio", OTEL_TRACES_SAMPLER_ARG: "0.1" };

function environmentOf(variant: Variant, collector: string): Record<string, string> {
  if (variant === "off") return settings;
  const traced = { ...settings, OTEL_EXPORTER_OTLP_ENDPOINT: collector };
  return variant === "all" ? traced : { ...traced, ...ONE_IN_TEN };
}

async function measureRound(work: Work, collector: string, warmUp: number): Promise<Round> {
  const start = async (variant: Variant) => startNext(`tracing-${variant}`, root, environmentOf(variant, collector));
  const servers = { off: await start("off"), all: await start("all"), "one in ten": await start("one in ten") };
  const pids = { off: servers.off.pid, all: servers.all.pid, "one in ten": servers["one in ten"].pid };
  for (const variant of VARIANTS) await load(servers[variant].origin, work, CONNECTIONS, { units: warmUp });
  const ms: Round = { off: 0, all: 0, "one in ten": 0 };
  for (let turn = 0; turn < TURNS; turn++) {
    for (const variant of turn % 2 ? VARIANTS.toReversed() : VARIANTS) {
      const before = readTimes(pids).of[variant];
      await load(servers[variant].origin, work, CONNECTIONS, { units: REQUESTS });
      ms[variant] += (readTimes(pids).of[variant] - before) / (TURNS * REQUESTS);
    }
  }
  for (const variant of VARIANTS) await servers[variant].stop();
  return ms;
}

/** @param warmUp requests to each server before it is measured */
export async function measureTracing(callers: Callers, rounds: number, warmUp: number): Promise<Round[]> {
  const collector = await startServer("collector", ["--import", "tsx", join(import.meta.dirname, "collector.ts")]);
  const path = `/api/trpc/order.list?${batchOf({})}`;
  const work: Work = (send, turn) => one(send, { path, headers: callers.headersOf("cookie", readerOf(turn), turn) });
  const measured: Round[] = [];
  while (measured.length < rounds) measured.push(await measureRound(work, collector.origin, warmUp));
  return measured;
}

const percent = (ratio: number) => `${(100 * (ratio - 1)).toFixed(1)} %`;

export function describeTracing(rounds: readonly Round[]): string {
  const cost = (variant: Variant) => {
    const ratios = rounds.map((round) => round[variant] / round.off);
    return `${percent(median(ratios))} (${percent(Math.min(...ratios))} to ${percent(Math.max(...ratios))})`;
  };
  const base = median(rounds.map(({ off }) => off)).toFixed(2);
  return `Of the ${base} ms of processor time of order.list, tracing adds ${cost("all")}, of one request in ten ${cost("one in ten")}; median and range of ${rounds.length} starts.`;
}
