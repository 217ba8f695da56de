/** Rules of the key figures. */
import { product } from "@/product";

/** The windows of time to choose from, in days. */
export const WINDOWS = [7, 30, 90] as const;
export type Window = (typeof WINDOWS)[number];

/** The change since `before` in whole percent; null without a value to compare with. */
export function percentChange(now: number, before: number): number | null {
  return before === 0 ? null : Math.round((100 * (now - before)) / before);
}

const change = new Intl.NumberFormat(product.locale, { style: "percent", signDisplay: "exceptZero" });

/** Whole percent with a sign: `+12%`. */
export const formatChange = (percent: number): string => change.format(percent / 100);
