/** Times are UTC; this file converts them to text, in UTC as on the server, or in the zone of the reader's browser. */
import { product } from "@/product";

export const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;
export const MINUTE_MS = 60_000;

const DAY = { dateStyle: "medium" } as const;
const MINUTE = { dateStyle: "medium", timeStyle: "short" } as const;
const dateFormat = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(product.locale, options);

const utcDay = dateFormat({ ...DAY, timeZone: "UTC" });
const utcMinute = dateFormat({ ...MINUTE, timeZone: "UTC" });
const localDay = dateFormat(DAY);
const localMinute = dateFormat(MINUTE);
const localExact = dateFormat({ dateStyle: "medium", timeStyle: "long" });
const relative = new Intl.RelativeTimeFormat(product.locale);

/** `4 Mar 2026`: of a day in UTC, such as a column of a chart. */
export const formatUtcDay = (date: Date): string => utcDay.format(date);

/** `4 Mar 2026` in the reader's zone, or `4 Mar 2026 UTC`. */
export function formatDay(date: Date, isLocal: boolean): string {
  return isLocal ? localDay.format(date) : `${utcDay.format(date)} UTC`;
}

/** `4 Mar 2026, 14:05` in the reader's zone, or `4 Mar 2026, 14:05 UTC`. */
export function formatMinute(date: Date, isLocal: boolean): string {
  return isLocal ? localMinute.format(date) : `${utcMinute.format(date)} UTC`;
}

/** `4 Mar 2026, 15:05:09 CET`, in the reader's zone. */
export const formatExact = (date: Date): string => localExact.format(date);

/** `5 minutes ago`, `in 12 days`; undefined for more than a week ago and for more than a month ahead. */
export function formatRelative(date: Date, now: number): string | undefined {
  const ms = date.getTime() - now;
  if (ms < -7 * DAY_MS || ms > 31 * DAY_MS) return;
  const amount = Math.abs(ms);
  if (amount < 2 * MINUTE_MS) return "just now";
  if (amount < HOUR_MS) return relative.format(Math.round(ms / MINUTE_MS), "minute");
  if (amount < DAY_MS) return relative.format(Math.round(ms / HOUR_MS), "hour");
  return relative.format(Math.round(ms / DAY_MS), "day");
}

/** `2026-03-04T14:05` in the reader's zone, for an input field. */
export const formatLocalInput = (date: Date): string =>
  new Date(date.getTime() - date.getTimezoneOffset() * MINUTE_MS).toISOString().slice(0, 16);
