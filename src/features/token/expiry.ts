import { formatDay } from "@/domain/date";

const DAY_MS = 86_400_000;
const SOON_DAYS = 30;

/** Whether a token has ended at `now` (milliseconds), and in words: `in 12 days`, or the day if that is far or past. */
export function readExpiry(expiresAt: Date, now: number) {
  const days = Math.round((expiresAt.getTime() - now) / DAY_MS);
  const isExpired = expiresAt.getTime() <= now;
  if (isExpired || days > SOON_DAYS) return { isExpired, text: formatDay(expiresAt) };
  return { isExpired, text: days < 1 ? "in less than a day" : `in ${days} ${days === 1 ? "day" : "days"}` };
}
