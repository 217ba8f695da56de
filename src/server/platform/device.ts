import "server-only";
import { parse } from "bowser";
import { cleanText } from "@/domain/text";

/** The name of a program that is not a browser: the first word of its User-Agent. */
const PROGRAM = /^(?!Mozilla\/)([\w.-]{1,40})(?:[/ ]|$)/;

/** A browser or program by its User-Agent (which it may choose freely): "Chrome on Windows", "curl". */
export function describeDevice(userAgent: string | null): string {
  if (!userAgent) return "Unknown device";
  const { browser, os } = parse(userAgent);
  const name = cleanText(browser.name || PROGRAM.exec(userAgent)?.[1] || "", 40) || "Unknown program";
  return os.name ? `${name} on ${os.name}` : name;
}
