/** Money is integer cents in the one currency of the shop; only this file turns it into text. */

export const CURRENCY = "EUR";
export const LOCALE = "en-IE";

const format = new Intl.NumberFormat(LOCALE, { style: "currency", currency: CURRENCY });

/** `1999` becomes `€19.99`. */
export function formatMoney(cents: number): string {
  return format.format(cents / 100);
}
