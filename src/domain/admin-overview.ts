/** Rules of the key figures. */

/** The windows of time to choose from, in days. */
export const WINDOWS = [7, 30, 90] as const;
export type Window = (typeof WINDOWS)[number];

/** The change since `before` in whole percent; null without a value to compare with. */
export function percentChange(now: number, before: number): number | null {
  return before === 0 ? null : Math.round((100 * (now - before)) / before);
}
