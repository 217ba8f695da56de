/** Times are UTC; this file turns them into text, the same on the server and in every browser. */
import { LOCALE } from "./money";

const day = new Intl.DateTimeFormat(LOCALE, { dateStyle: "medium", timeZone: "UTC" });
const minute = new Intl.DateTimeFormat(LOCALE, { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });

/** `4 Mar 2026` */
export function formatDay(date: Date): string {
  return day.format(date);
}

/** `4 Mar 2026, 14:05 UTC` */
export function formatMinute(date: Date): string {
  return `${minute.format(date)} UTC`;
}
