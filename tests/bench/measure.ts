/** Measures every subject once a round, so that what slows the machine for a while slows all of them. */
import { load } from "./load";
import { readTimes } from "./processor";
import { percentile } from "./server";
import type { ServerName, Servers } from "./servers";
import { median, medianRatio } from "./statistics";
import type { Subject } from "./subject";

export const CONNECTIONS = [8, 64] as const;
export type Connections = (typeof CONNECTIONS)[number];

/** One slice of a round. Times are in ms a request; `others` is the processor time of other processes in ms a second. */
export type Sample = {
  perSecond: number;
  p50: number;
  p99: number;
  serverMs: number;
  databaseMs: number;
  bytes: number;
  others: number;
};
export type Measured = { subject: Subject; samples: Record<Connections, Sample[]> };

/** Requests in a slice, at least: processor times are in steps of 10 ms. */
const MIN_REQUESTS = 40;
/** Requests before each subject: they open the connections to the database that an idle pool has closed. */
const LEAD_IN = 30;

export const start = (subject: Subject): Measured => ({ subject, samples: { 8: [], 64: [] } });

/** Divides the requests to each server among its subjects: V8 compiles by the number of calls, and all have to be as warm. */
export async function warmUp(subjects: readonly Subject[], servers: Servers, requests: number) {
  for (const { server, work } of subjects) {
    const ofServer = subjects.filter((it) => it.server === server);
    await load(servers[server].origin, work, CONNECTIONS[0], { units: Math.ceil(requests / ofServer.length) });
  }
}

/** One round: a slice of each subject at each number of connections. */
export async function measureRound(all: readonly Measured[], ms: number, servers: Servers, databasePid: number) {
  const pidOf = Object.entries(servers).map(([name, { pid }]) => [name, pid]);
  const pids = { ...(Object.fromEntries(pidOf) as Record<ServerName, number>), database: databasePid };
  for (const { subject, samples } of all) {
    const { origin } = servers[subject.server];
    await load(origin, subject.work, CONNECTIONS[0], { units: LEAD_IN });
    for (const connections of CONNECTIONS) {
      const before = readTimes(pids);
      const { latencies, bytes, seconds } = await load(origin, subject.work, connections, { ms, units: MIN_REQUESTS });
      const after = readTimes(pids);
      const perRequest = (name: keyof typeof pids) => (after.of[name] - before.of[name]) / latencies.length;
      samples[connections].push({
        perSecond: latencies.length / seconds,
        p50: percentile(latencies, 0.5),
        p99: percentile(latencies, 0.99),
        serverMs: perRequest(subject.server),
        databaseMs: perRequest("database"),
        bytes,
        others: (1000 * (after.others - before.others)) / (after.at - before.at),
      });
    }
  }
}

/** The median of one figure over all rounds. */
export const medianOf = ({ samples }: Measured, connections: Connections, figure: keyof Sample) =>
  median(samples[connections].map((sample) => sample[figure]));

/** One figure of each round, at 8 connections. */
export const valuesOf = ({ samples }: Measured, figure: keyof Sample) => samples[8].map((sample) => sample[figure]);

/** How a figure compares with another subject's, at 8 connections. */
export const ratioOf = (measured: Measured, base: Measured, figure: keyof Sample) =>
  medianRatio(valuesOf(measured, figure), valuesOf(base, figure));
