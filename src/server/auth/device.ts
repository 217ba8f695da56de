import "server-only";
import { parse } from "bowser";

/** How programs that are no browsers name themselves: the first word. */
const PROGRAM = /^(?!Mozilla\/)([\w.-]{1,40})(?:[/ ]|$)/;

/** A browser or a program in words, from its User-Agent, which it may choose freely: "Chrome on Windows", "curl". */
export function describeDevice(userAgent: string | null): string {
  if (!userAgent) return "Unknown device";
  const { browser, os } = parse(userAgent);
  const name = (browser.name || PROGRAM.exec(userAgent)?.[1] || "Unknown program").slice(0, 40);
  return os.name ? `${name} on ${os.name}` : name;
}
