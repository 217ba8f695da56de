/** What is wrong with an input, in words for people, where its schema does not say it better. */
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
const UNITS: Record<string, string> = { string: " characters", array: " entries" };

function messageOf(issue: Issue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      if (issue.input === undefined) return "Please fill this in.";
      return `This has to be ${KINDS[issue.expected] ?? issue.expected}.`;
    case "too_small":
      return `At least ${issue.minimum}${UNITS[issue.origin] ?? ""}, please.`;
    case "too_big":
      return `At most ${issue.maximum}${UNITS[issue.origin] ?? ""}, please.`;
    case "invalid_value":
      return `One of these, please: ${issue.values.join(", ")}.`;
  }
}

// In a browser zod must not try whether it may compile code: it may not, and the page's policy would report the attempt.
z.config({ customError: messageOf, jitless: "document" in globalThis });
