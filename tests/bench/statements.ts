/** Counts the statements of a request in PostgreSQL's log, which costs the other measurements nothing. */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { load, type Work } from "./load";
import { withClient } from "./server";
import { median } from "./statistics";

const TRIES = 7;

/** A simple query, or the execution of a prepared one: one line each, whatever the statement is long. */
export const countLogged = (log: string) => log.match(/LOG: {2}(statement|execute [^:]*): /g)?.length ?? 0;

const setLogging = (url: string, value: "all" | "none") =>
  withClient(url, async (client) => {
    await client.query(`ALTER SYSTEM SET log_statement = '${value}'`);
    await client.query("SELECT pg_reload_conf()");
  });

type Target = { origin: string; work: Work };

/** @returns the median of several requests for each target: the server's own statements may fall into one of them */
export async function countStatements(url: string, logFile: string, targets: readonly Target[]): Promise<number[]> {
  await setLogging(url, "all");
  const log = openSync(logFile, "r");
  const size = () => fstatSync(log).size;
  const counts: number[] = [];
  for (const { origin, work } of targets) {
    const tries: number[] = [];
    for (let n = 0; n < TRIES; n++) {
      const start = size();
      await load(origin, work, 1, { units: 1 });
      const text = Buffer.alloc(size() - start);
      readSync(log, text, 0, text.length, start);
      tries.push(countLogged(text.toString()));
    }
    counts.push(median(tries));
  }
  closeSync(log);
  await setLogging(url, "none");
  return counts;
}
