/** Processor time from Linux's /proc (see proc(5)). Other systems have none. */
import { existsSync, readdirSync, readFileSync } from "node:fs";

const TICK_MS = 10; // USER_HZ is 100 on every architecture that Node runs on

export const hasProcessorTimes = existsSync("/proc/stat");

type Stat = { pid: number; parent: number; ms: number };

/** Reads /proc/PID/stat. `ms` includes children that have ended. The name of a program may contain spaces and brackets. */
export function parseStat(text: string): Stat {
  const fields = text
    .slice(text.lastIndexOf(")") + 2)
    .split(" ")
    .map(Number);
  const [parent = 0, ticks = 0] = [fields[1], fields.slice(11, 15).reduce((sum, it) => sum + it, 0)];
  return { pid: Number.parseInt(text, 10), parent, ms: ticks * TICK_MS };
}

/** Reads /proc/stat. @returns processor time of everything but idling, and of other machines on ours (steal), in ms */
export function parseMachine(text: string): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] =
    /^cpu +(.*)$/m.exec(text)?.[1]?.split(" ").map(Number) ?? [];
  return (user + nice + system + irq + softirq + steal) * TICK_MS;
}

/** The time of a process and its descendants, in ms. */
export function sumTree(stats: readonly Stat[], root: number): number {
  const own = stats.filter((it) => it.pid === root).reduce((sum, it) => sum + it.ms, 0);
  return stats.filter((it) => it.parent === root).reduce((sum, it) => sum + sumTree(stats, it.pid), own);
}

const processes = () => readdirSync("/proc").filter((name) => /^\d+$/.test(name));

/** Read again if a process ended meanwhile: its time moves to its parent, and would be missed or counted twice. */
function readStats(): Stat[] {
  for (;;) {
    const pids = processes();
    try {
      const stats = pids.map((pid) => parseStat(readFileSync(`/proc/${pid}/stat`, "utf8")));
      const left = new Set(processes());
      if (pids.every((pid) => left.has(pid))) return stats;
    } catch (error) {
      if (!["ENOENT", "ESRCH"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
    }
  }
}

/**
 * The time `at` this moment, and processor times so far, in ms: `of` each process with its descendants, and of all `others`
 * but this process.
 */
export function readTimes<Name extends string>(pids: Record<Name, number>) {
  const stats = hasProcessorTimes ? readStats() : [];
  const at = performance.now();
  const { user, system } = process.cpuUsage();
  const of = (name: Name) => sumTree(stats, pids[name]);
  const machine = hasProcessorTimes ? parseMachine(readFileSync("/proc/stat", "utf8")) : 0;
  const names = Object.keys(pids) as Name[];
  const known = names.reduce((sum, name) => sum + of(name), (user + system) / 1000);
  return {
    at,
    of: Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Name, number>,
    others: machine - known,
  };
}
