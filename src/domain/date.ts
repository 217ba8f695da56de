/** Times are UTC; this file converts them to text, the same on the server and in every browser. */
import { product } from "@/product";

export const DAY_MS = 86_400_000;

const day = new Intl.DateTimeFormat(product.locale, { dateStyle: "medium", timeZone: "UTC" });
const minute = new Intl.DateTimeFormat(product.locale, { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });

/** `4 Mar 2026` */
export function formatDay(date: Date): string {
  return day.format(date);
}

/** `4 Mar 2026, 14:05 UTC` */
export function formatMinute(date: Date): string {
  return `${minute.format(date)} UTC`;
}
