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

type Props = {
  date: Date;
  /** `relative` is the minute when the time is far from now. */
  format?: "day" | "minute" | "relative";
};

/** A time in the reader's zone, with the exact time on hover. Without JavaScript it stays in UTC, and says so. */
export function Time({ date, format = "minute" }: Props) {
  const now = useMinute();
  const isLocal = now !== null;
  const relative = isLocal && format === "relative" ? formatRelative(date, now) : undefined;
  const text = relative ?? (format === "day" ? formatDay(date, isLocal) : formatMinute(date, isLocal));
  return (
    <time dateTime={date.toISOString()} title={isLocal ? formatExact(date) : undefined}>
      {text}
    </time>
  );
}
