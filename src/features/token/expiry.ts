import { DAY_MS, formatDay } from "@/domain/date";

const SOON_DAYS = 30;

/** Describes an expiry at time `now` (ms): `in 12 days` within 30 days, otherwise the date. */
export function readExpiry(expiresAt: Date, now: number) {
  const days = Math.round((expiresAt.getTime() - now) / DAY_MS);
  const isExpired = expiresAt.getTime() <= now;
  if (isExpired || days > SOON_DAYS) return { isExpired, text: formatDay(expiresAt) };
  return { isExpired, text: days < 1 ? "in less than a day" : `in ${days} ${days === 1 ? "day" : "days"}` };
}
