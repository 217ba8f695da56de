/** Asks for what the flags don't say. The answers are the arguments of the same command without questions. */
import { problemOfLimit, problemOfName, problemOfParent } from "./arguments";
import { parseFields } from "./fields";

/** Shows a text and returns what was typed. */
export type Ask = (text: string) => Promise<string>;

/** What the project has against an answer. */
export type Checks = Readonly<Record<"name" | "parent", (answer: string) => string | undefined>>;

const SWITCHES = [
  ["public-read", "Can everyone read all rows? Otherwise users see their own."],
  ["moderated", "Can administrators hide rows?"],
  ["rest", "Operations of the REST API?"],
  ["page", "Pages: a list, one row, a form?"],
  ["live", "Do a user's other tabs show a change at once?"],
] as const;

/** Asks again, with the reason, until there is no problem. */
async function askUntilRight(
  ask: Ask,
  question: string,
  problemOf: (answer: string) => string | undefined,
): Promise<string> {
  let text = question;
  for (;;) {
    const answer = (await ask(text)).trim();
    const problem = problemOf(answer);
    if (!problem) return answer;
    text = `  ${problem}\n${question}`;
  }
}

/** @param name of the resource, if the command named it @returns the arguments */
export async function askForAll(ask: Ask, name: string, checks: Checks): Promise<string[]> {
  const problemOfNew = (it: string) => problemOfName(it, undefined) ?? checks.name(it);
  const resource = name || (await askUntilRight(ask, "Its name, in the singular: ", problemOfNew));
  const fields: string[] = [];
  for (;;) {
    const text = fields.length ? "Another field, or Enter: " : "A field, such as title:text(1..80): ";
    const field = await askUntilRight(ask, text, (it) => parseFields([...fields, it].join(", ")).problems[0]);
    if (!field) break;
    fields.push(field);
  }
  const args = [resource, "--fields", fields.join(", "), "--owned"];
  const parent = await askUntilRight(ask, "The resource whose row each belongs to, or Enter: ", (it) =>
    it ? (problemOfParent(it) ?? checks.parent(it)) : undefined,
  );
  if (parent) args.push("--belongs-to", parent);
  for (const [flag, text] of SWITCHES) {
    if (flag === "moderated" && !args.includes("--public-read")) continue;
    if (/^y/i.test((await ask(`${text} (y/N) `)).trim())) args.push(`--${flag}`);
  }
  const limit = await askUntilRight(ask, "Rows of one user, at most (100): ", (it) =>
    it ? problemOfLimit(it) : undefined,
  );
  return limit ? [...args, "--limit", limit] : args;
}

/** A command line as one would type it. */
export const commandOf = (args: readonly string[]): string =>
  `npm run new -- ${args.map((it) => (/^[\w-]+$/.test(it) ? it : `"${it}"`)).join(" ")}`;
