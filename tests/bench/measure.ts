/** Measures every subject once a round, so that what slows the machine for a while slows all of them. */
import { load } from "./load";
import { readTimes } from "./processor";
import { percentile } from "./server";
import { median, medianRatio } from "./statistics";
import type { ServerName, Subject } from "./subject";

export const CONNECTIONS = [8, 64] as const;
export type Connections = (typeof CONNECTIONS)[number];

/** One slice of a round. Times are in ms; `others` is the processor time of other processes a second. */
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

/** Opens the connections to the database, which an idle pool has closed, before a subject is measured. */
const LEAD_IN = 30;

export type Servers = Record<ServerName, { origin: string; pid: number }>;

export async function measureSlice(
  { server, work }: Subject,
  connections: number,
  sliceMs: number,
  servers: Servers,
  databasePid: number,
): Promise<Sample> {
  const pids = { bare: servers.bare.pid, floor: servers.floor.pid, app: servers.app.pid, database: databasePid };
  if (connections === CONNECTIONS[0]) await load(servers[server].origin, work, connections, { units: LEAD_IN });
  const before = readTimes(pids);
  const { latencies, bytes, seconds } = await load(servers[server].origin, work, connections, { ms: sliceMs });
  const after = readTimes(pids);
  const count = latencies.length;
  return {
    perSecond: count / seconds,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    serverMs: (after.of[server] - before.of[server]) / count,
    databaseMs: (after.of.database - before.of.database) / count,
    bytes,
    others: (after.others - before.others) / seconds,
  };
}

/** The median of one figure over all rounds. */
export const medianOf = (measured: Measured, connections: Connections, figure: keyof Sample) =>
  median(measured.samples[connections].map((sample) => sample[figure]));

/** How a figure compares with another subject's, at 8 connections; undefined without that subject. */
export const ratioOf = (measured: Measured, base: Measured | undefined, figure: keyof Sample) => {
  const values = (it: Measured) => it.samples[8].map((sample) => sample[figure]);
  return base && medianRatio(values(measured), values(base));
};
