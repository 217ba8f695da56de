/** How the benchmark of development measures, and what it prints. */
import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { hasProcessorTimes } from "../bench/processor";
import { time, toTimeTable } from "../bench/timing";

if (!hasProcessorTimes) console.warn("Skipped: processor times of steps, as this system has no /proc");
it.skipIf(!hasProcessorTimes)("the processor time of a step includes what its children used", async () => {
  const spin = "const end = process.cpuUsage().user + 100_000; while (process.cpuUsage().user < end);";
  const { processor } = await time(async () => spawnSync(process.execPath, ["-e", spin]));
  expect(processor).toBeGreaterThanOrEqual(0.1);
});

it.skipIf(!hasProcessorTimes)("a step has medians, and the ratio to the minimal application where there is one", () => {
  const own = [2, 9, 4].map((it) => ({ wall: it, processor: 2 * it }));
  const steps = [
    { name: "start", own, minimal: [{ wall: 1, processor: 2 }] },
    { name: "tsc", own },
  ];
  const [, start, tsc] = toTimeTable(steps).split("\n");
  expect(start).toMatch(/^start +4\.0 +8\.0 +1\.0 +2\.0 +4\.0$/);
  expect(tsc).toMatch(/^tsc +4\.0 +8\.0 +- +- +-$/);
});
