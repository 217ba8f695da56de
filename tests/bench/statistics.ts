/** The middle value; of an even count, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = 0, high = low] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}

/** The median of the ratios within each round: what changes from round to round has no part in it. */
export const medianRatio = (values: readonly number[], bases: readonly number[]) =>
  median(values.map((value, round) => value / (bases[round] ?? Number.NaN)));
