import { describe, expect, it } from "vitest";
import {
  DAY_MS,
  formatDay,
  formatExact,
  formatLocalInput,
  formatMinute,
  formatRelative,
  formatUtcDay,
} from "@/domain/date";

// These tests run in Auckland, 13 hours ahead of UTC in January: see tests/vitest.config.ts.
const newYear = new Date("2026-01-01T12:30:09Z");
const MINUTE_MS = 60_000;

describe("dates", () => {
  it("are in UTC on the server, and labeled so", () => {
    expect(formatUtcDay(newYear)).toBe("1 Jan 2026");
    expect(formatDay(newYear, false)).toBe("1 Jan 2026 UTC");
    expect(formatMinute(newYear, false)).toBe("1 Jan 2026, 12:30 UTC");
  });

  it("are in the reader's zone in the browser, which the exact time names", () => {
    expect(formatDay(newYear, true)).toBe("2 Jan 2026");
    expect(formatMinute(newYear, true)).toBe("2 Jan 2026, 01:30");
    expect(formatExact(newYear)).toMatch(/^2 Jan 2026,? (at )?01:30:09 (NZDT|GMT\+13)$/);
  });

  it.each([
    [-5_000, "just now"],
    [5_000, "just now"],
    [-5 * MINUTE_MS, "5 minutes ago"],
    [-125 * MINUTE_MS, "2 hours ago"],
    [-DAY_MS, "1 day ago"],
    [-7 * DAY_MS, "7 days ago"],
    [-8 * DAY_MS, undefined],
    [12 * DAY_MS, "in 12 days"],
    [30 * DAY_MS + 30_000, "in 30 days"],
    [32 * DAY_MS, undefined],
  ])("formatRelative: %i ms from now is %j", (ms, text) => {
    expect(formatRelative(new Date(newYear.getTime() + ms), newYear.getTime())).toBe(text);
  });
});

it("formatLocalInput: an input field gets the reader's local time, and reads the same moment back", () => {
  const date = new Date(2026, 2, 4, 14, 5);
  expect(formatLocalInput(date)).toBe("2026-03-04T14:05");
  expect(new Date(formatLocalInput(date))).toEqual(date);
});
