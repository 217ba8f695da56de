/** Whether a measured value grows: by a slope that single outliers do not move. */
import { median } from "./statistics";

export type Sample = { seconds: number; value: number };

/** The part of the time, and the seconds, that a server needs at least to reach its usual size. */
const WARM_UP = 0.4;
const WARM_UP_SECONDS = 120;
/** Medians of so many equal parts are compared: garbage collection makes memory rise and fall within each. */
const PARTS = 16;

/** Samples after the warm-up. */
export function afterWarmUp(samples: readonly Sample[]): Sample[] {
  const last = samples.at(-1)?.seconds ?? 0;
  return samples.filter(({ seconds }) => seconds >= Math.max(WARM_UP * last, WARM_UP_SECONDS));
}

function medianParts(samples: readonly Sample[]): Sample[] {
  const size = Math.max(1, Math.ceil(samples.length / PARTS));
  return Array.from({ length: Math.ceil(samples.length / size) }, (_, part) => {
    const some = samples.slice(part * size, (part + 1) * size);
    return { seconds: median(some.map((it) => it.seconds)), value: median(some.map((it) => it.value)) };
  });
}

/**
 * The growth after the warm-up: the slope of the line through most samples (Theil and Sen: the median of the slopes of all
 * pairs), times the time.
 * @returns undefined if hardly anything was measured after the warm-up
 */
export function growthOf(samples: readonly Sample[]): { usual: number; growth: number } | undefined {
  const settled = afterWarmUp(samples);
  if (settled.length < PARTS) return undefined;
  const parts = medianParts(settled);
  const slopes = parts.flatMap((one, index) =>
    parts.slice(index + 1).map((other) => (other.value - one.value) / (other.seconds - one.seconds)),
  );
  const seconds = (settled.at(-1)?.seconds ?? 0) - (settled[0]?.seconds ?? 0);
  return { usual: median(settled.map((it) => it.value)), growth: median(slopes) * seconds };
}
