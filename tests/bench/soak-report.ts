/** The result of a soak, as text and as a picture. */
import { percentile } from "./server";
import type { Traffic } from "./soak-traffic";
import { afterWarmUp, growthOf, type Sample } from "./trend";

export type Series = {
  name: string;
  unit: string;
  samples: Sample[] /** What may be added after the warm-up. */;
  limit: (usual: number) => number;
};

const [WIDTH, HEIGHT, LEFT, TOP] = [760, 90, 120, 40];

const round = (value: number) => Number(value.toFixed(1));

/** Whether a value has grown more than it may. */
export function hasGrown({ samples, limit }: Series): boolean {
  const { usual = 0, growth = 0 } = growthOf(samples) ?? {};
  return growth > limit(usual);
}

function describeSeries(series: Series): string {
  const found = growthOf(series.samples);
  if (!found) return `- ${series.name}: not judged, the time is hardly longer than the warm-up`;
  const { usual, growth } = found;
  const mark = hasGrown(series) ? "✗" : "✓";
  const sign = growth >= 0 ? "+" : "";
  return `${mark} ${series.name}: ${round(usual)}${series.unit}, ${sign}${round(growth)} after the warm-up (limit +${round(series.limit(usual))})`;
}

export function toText(title: string, { times, problems }: Traffic, series: readonly Series[]): string {
  const calls = [...times].map(([name, all]) => {
    const [middle, slow] = [0.5, 0.99].map((part) => Math.round(percentile(all, part)));
    return `  ${name.padEnd(24)} ${String(all.length).padStart(7)} calls, median ${middle} ms, 99% ${slow} ms`;
  });
  const wrong = [...problems].map(([problem, count]) => `✗ ${count} times ${problem}`);
  return [title, ...calls, ...(wrong.length ? wrong : ["✓ no unexpected answer"]), ...series.map(describeSeries)].join(
    "\n",
  );
}

/** One line for each series; what is left of the dashes is the warm-up. Readable on white and on black. */
export function toPicture(title: string, series: readonly Series[]): string {
  const width = WIDTH - LEFT - 20;
  const parts = series.map(({ name, unit, samples }, index) => {
    const top = TOP + index * (HEIGHT + 20);
    const last = samples.at(-1)?.seconds || 1;
    const most = Math.max(...samples.map(({ value }) => value), 1);
    const x = (seconds: number) => round(LEFT + (seconds / last) * width);
    const y = (value: number) => round(top + HEIGHT * (1 - value / most));
    const line = samples.map(({ seconds, value }) => `${x(seconds)},${y(value)}`).join(" ");
    const settled = x(afterWarmUp(samples)[0]?.seconds ?? last);
    return `  <text x="0" y="${top + 14}">${name}</text><text x="0" y="${top + 32}">at most ${round(most)}${unit}</text>
  <path d="M${LEFT} ${top + HEIGHT}h${width}" stroke="#8b949e"/>
  <path d="M${settled} ${top}v${HEIGHT}" stroke="#8b949e" stroke-dasharray="4"/>
  <polyline points="${line}" fill="none" stroke="#2f81f7" stroke-width="1.5"/>`;
  });
  const height = TOP + series.length * (HEIGHT + 20);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" font-family="system-ui, sans-serif" font-size="13" fill="#6e7681">
  <title>${title}</title>
  <text y="16" font-size="15" font-weight="600">${title}</text>
${parts.join("\n")}
</svg>
`;
}
