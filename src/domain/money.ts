/** Money is integer cents in one currency; only this file converts it to text and back. */
import { product } from "@/product";

const style = { style: "currency", currency: product.currency } as const;
const format = new Intl.NumberFormat(product.locale, style);
const round = new Intl.NumberFormat(product.locale, { ...style, maximumFractionDigits: 0 });

/** `1999` becomes `€19.99`. */
export function formatMoney(cents: number): string {
  return format.format(cents / 100);
}

/** `199900` becomes `€1,999`: for axes and other small places. */
export function formatRound(cents: number): string {
  return round.format(cents / 100);
}

/** `1999` becomes `19.99`, for an input field. */
export function formatDecimal(cents: number): string {
  return (cents / 100).toFixed(2);
}

/** `19.99`, `19,9`, `19` and `€ 19.99` in cents; null for anything else. Parsed as digits: no rounding errors. */
export function parseMoney(text: string): number | null {
  const [, whole = "", part = ""] = /^€?\s*(\d{1,7})(?:[.,](\d{1,2}))?$/.exec(text.trim()) ?? [];
  return whole ? Number(whole) * 100 + Number(part.padEnd(2, "0")) : null;
}
