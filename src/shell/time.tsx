"use client";
import { useSyncExternalStore } from "react";
import { formatDay, formatExact, formatMinute, formatRelative } from "@/domain/date";

const TICK_MS = 30_000;
const MINUTE_MS = 60_000;

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One timer for all times of a page. */
function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const notify of listeners) notify();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** This minute; null on the server and in the first render. */
const useMinute = () =>
  useSyncExternalStore(
    subscribe,
    () => Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS,
    () => null,
  );

/** `relative` is the day when the time is far from now, and on the server: the lines of a list keep their length. */
type Format = "day" | "minute" | "relative";

function textOf(date: Date, format: Format, now: number | null): string {
  const isLocal = now !== null;
  if (format === "minute") return formatMinute(date, isLocal);
  return (format === "relative" && isLocal && formatRelative(date, now)) || formatDay(date, isLocal);
}

/** A time in the reader's zone, with the exact time on hover. Without JavaScript it stays in UTC, and says so. */
export function Time({ date, format = "minute" }: { date: Date; format?: Format }) {
  const now = useMinute();
  return (
    <time dateTime={date.toISOString()} title={now === null ? undefined : formatExact(date)}>
      {textOf(date, format, now)}
    </time>
  );
}
