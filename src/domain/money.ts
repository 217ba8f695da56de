/** Money is integer cents in the one currency of the shop; only this file turns it into text, and text into it. */

export const CURRENCY = "EUR";
export const LOCALE = "en-IE";

const format = new Intl.NumberFormat(LOCALE, { style: "currency", currency: CURRENCY });
const round = new Intl.NumberFormat(LOCALE, { style: "currency", currency: CURRENCY, maximumFractionDigits: 0 });

/** `1999` becomes `€19.99`. */
export function formatMoney(cents: number): string {
  return format.format(cents / 100);
}

/** `199900` becomes `€1,999`, where there is little room. */
export function formatRound(cents: number): string {
  return round.format(cents / 100);
}

/** `1999` becomes `19.99`, as one would type it. */
export function formatDecimal(cents: number): string {
  return (cents / 100).toFixed(2);
}

/** `19.99`, `19,9`, `19` and `€ 19.99` in cents; null for what is no amount. Counted in digits, not in fractions. */
export function parseMoney(text: string): number | null {
  const [, whole = "", part = ""] = /^€?\s*(\d{1,7})(?:[.,](\d{1,2}))?$/.exec(text.trim()) ?? [];
  return whole ? Number(whole) * 100 + Number(part.padEnd(2, "0")) : null;
}
