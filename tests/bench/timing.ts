/** What the benchmark of development measures, in seconds, and how it is shown. */
import { hasProcessorTimes, readTimes } from "./processor";
import { median } from "./statistics";
import { align } from "./table";

/** Processor time includes all child processes. */
export type Timing = { wall: number; processor: number };
export type TimedStep = { name: string; own: Timing[]; minimal?: Timing[] };

const processorTime = () => readTimes({ own: process.pid }).of.own;

/** @returns how long `work` takes, and how much processor time this process and its children use meanwhile */
export async function time(work: () => Promise<unknown>): Promise<Timing> {
  const [start, used] = [performance.now(), processorTime()];
  await work();
  return { wall: (performance.now() - start) / 1000, processor: (processorTime() - used) / 1000 };
}

const COLUMNS = ["step", "s", "processor s", "minimal s", "minimal processor s", "processor ratio"];
const texts = (timings: Timing[] = []) => {
  const of = (figure: keyof Timing) => median(timings.map((it) => it[figure]));
  if (timings.length === 0) return { wall: "-", processor: "-", value: Number.NaN };
  const value = hasProcessorTimes ? of("processor") : Number.NaN;
  return { wall: of("wall").toFixed(1), processor: value.toFixed(1), value };
};

/** Medians, beside those of the minimal application where a step has them. */
export function toTimeTable(steps: readonly TimedStep[]): string {
  const rows = steps.map(({ name, own, minimal }) => {
    const [ours, base] = [texts(own), texts(minimal)];
    const ratio = ours.value / base.value;
    const cells = [name, ours.wall, ours.processor, base.wall, base.processor];
    return [...cells, Number.isFinite(ratio) ? ratio.toFixed(1) : "-"];
  });
  return align([COLUMNS, ...rows], 1);
}
