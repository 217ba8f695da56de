/** Messages for invalid input, where a schema has no better one. */
import { z } from "zod";

type Issue = Parameters<z.core.$ZodErrorMap>[0];

const KINDS: Record<string, string> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  date: "a date",
};

/** `at least 8 characters`, `at most 50 entries`, `at least 1` */
function bound(comparison: string, value: number | bigint, origin: string): string {
  if (origin === "string") return `Use ${comparison} ${value} characters.`;
  return `Must be ${comparison} ${value}${origin === "array" ? " entries" : ""}.`;
}

function messageOf(issue: Issue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      if (issue.input === undefined) return "This field is required.";
      return `Must be ${KINDS[issue.expected] ?? issue.expected}.`;
    case "too_small":
      return bound("at least", issue.minimum, issue.origin);
    case "too_big":
      return bound("at most", issue.maximum, issue.origin);
    case "invalid_value":
      return `Must be one of: ${issue.values.join(", ")}.`;
  }
}

// In a browser zod must not probe whether it may compile code: the page's policy forbids it and would report the attempt.
z.config({ customError: messageOf, jitless: "document" in globalThis });
