/** The command line of `npm run new`. */
import { parseArgs } from "node:util";
import { type Field, isReserved, isTaken, isUsed, parseFields } from "./fields";
import { namesOf, plural, wordsOf } from "./names";

/** What is asked for. */
export type Request = {
  name: string;
  plural: string | undefined;
  fields: Field[];
  parent: string | undefined;
  isPublic: boolean;
  isModerated: boolean;
  hasRest: boolean;
  hasPage: boolean;
  isLive: boolean;
  limit: number;
};

export const USAGE = `npm run new -- <name> --fields "..." [options]

  npm run new -- review --fields "rating:int(1..5), text:text(1..2000), photo:url?" --public-read --rest

Without --fields, it asks. Each row belongs to a user; only that user edits and deletes it.

  --fields "..."        name:type, separated by commas. The types:
                          text(1..200)   one line; with more than 200 characters, several
                          int(1..5)      a whole number
                          money(0..9900) cents
                          bool, date, datetime, url, email
                          enum(new|used) one of these
                          json           texts, numbers and booleans by name
                          ref(project)   a row of another resource
                        Then, if it may be missing, "?"; "unique" among the rows of a user; "searched".
  --owned               said for clarity: resources are owned, unless they are written by hand
  --belongs-to <name>   each row belongs to a row of this resource, and goes with it
  --public-read         everyone reads all rows; without it, users see their own
  --moderated           administrators hide and restore rows; needs --public-read
  --rest                operations of the REST API, and their client
  --page                pages: list, one row with editing and deleting, a form
  --live                a user's other tabs and devices show a change at once
  --limit <number>      rows of one user, at most: 100 by default
  --plural <name>       the plural, if it is not regular
  --dry-run             shows what would be written
  --files-only          leaves db:generate, db:migrate and api:client to you
  --force               also with uncommitted changes
  --help                shows this`;

const TEXT = { type: "string" } as const;
const SWITCH = { type: "boolean" } as const;
const OPTIONS = {
  fields: TEXT,
  "belongs-to": TEXT,
  limit: TEXT,
  plural: TEXT,
  owned: SWITCH,
  "public-read": SWITCH,
  moderated: SWITCH,
  rest: SWITCH,
  page: SWITCH,
  live: SWITCH,
  "dry-run": SWITCH,
  "files-only": SWITCH,
  force: SWITCH,
  help: SWITCH,
};

export type CommandLine = {
  request: Request;
  /** Whether the flags say what to write; otherwise, questions do. */
  isComplete: boolean;
  isDryRun: boolean;
  isForced: boolean;
  /** Whether the commands that follow from the files are left to the caller. */
  isFilesOnly: boolean;
  wantsHelp: boolean;
  problems: string[];
};

const LIMIT = { default: 100, max: 10_000 };

const FORM = /^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$/;

/** What is wrong with the name of a parent, of which each row has a reference. */
export function problemOfParent(parent: string): string | undefined {
  if (!FORM.test(parent)) return `--belongs-to ${parent}: use letters, digits and hyphens, and a letter first.`;
  if (isTaken(namesOf(parent).one))
    return `--belongs-to ${parent}: every resource has a property of this name. Refer to it by hand.`;
}

/** What is wrong with the name of a resource. */
export function problemOfName(name: string, many: string | undefined): string | undefined {
  if (!name) return "Name the resource, in the singular, such as review.";
  const wrong = [name, many ?? name].find((it) => !FORM.test(it));
  if (wrong) return `${wrong}: use letters, digits and hyphens, and a letter first, such as blog-post.`;
  const last = wordsOf(name).at(-1) ?? "";
  if (!many && /[^s]s$/.test(last) && plural(last.slice(0, -1)) === last) {
    return `${name} looks like a plural. Use the singular, or name the plural by --plural ${name}.`;
  }
  if (many && wordsOf(many).join() === wordsOf(name).join())
    return `${name}: the plural must differ from the singular.`;
  if (name.length > 30 || (many && many.length > 35)) return `${name}: use at most 30 letters, and 35 for the plural.`;
  const { one, many: variable, type, types } = namesOf(name, many);
  const reserved = [one, variable].find(isReserved) ?? [type, types, `${type}View`].find((it) => it in globalThis);
  if (reserved)
    return `${name}: ${reserved} means something else in JavaScript. Use another name, such as shop-${name}.`;
  const used = [one, variable].find((it) => isUsed(it) || isTaken(it));
  if (used) return `${name}: the code of every resource uses the name ${used}. Use another one, such as shop-${name}.`;
}

/** What is wrong with the limit of rows. */
export function problemOfLimit(text: string): string | undefined {
  const limit = Number(text);
  // The tests of races fill all places but one, and need more than the calls of a race.
  if (Number.isInteger(limit) && limit >= 10 && limit <= LIMIT.max) return undefined;
  return `--limit ${text}: use a whole number from 10 to ${LIMIT.max}.`;
}

/** Reads the arguments after the script's name; all problems at once. */
export function readCommandLine(args: string[]): CommandLine {
  const problems: string[] = [];
  const { values, positionals, tokens } = parseArgs({
    args,
    options: OPTIONS,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  for (const token of tokens ?? []) {
    if (token.kind === "option" && !(token.name in OPTIONS)) problems.push(`There is no ${token.rawName}.`);
  }
  const textOf = (name: keyof typeof OPTIONS) => {
    const value = values[name];
    if (value === true) problems.push(`--${name} needs a value.`);
    return typeof value === "string" ? value : undefined;
  };
  const has = (name: keyof typeof OPTIONS) => values[name] !== undefined && values[name] !== false;
  const [name = "", ...others] = positionals;
  if (others.length) problems.push(`One name only: ${others.join(" ")} is too much.`);
  const [fields, parent, limit, many] = [textOf("fields"), textOf("belongs-to"), textOf("limit"), textOf("plural")];
  const parsed = fields === undefined ? { fields: [], problems: [] } : parseFields(fields);
  const wrongName = problemOfName(name, many);
  if (wrongName && (name || fields !== undefined)) problems.push(wrongName);
  const wrongParent = parent === undefined ? undefined : problemOfParent(parent);
  if (wrongParent) problems.push(wrongParent);
  const wrongLimit = limit === undefined ? undefined : problemOfLimit(limit);
  if (wrongLimit) problems.push(wrongLimit);
  if (has("moderated") && !has("public-read"))
    problems.push("--moderated needs --public-read: nobody else sees the rows.");
  return {
    request: {
      ...{ name, plural: many, fields: parsed.fields, parent },
      ...{ isPublic: has("public-read"), isModerated: has("moderated"), hasRest: has("rest") },
      ...{ hasPage: has("page"), isLive: has("live"), limit: Number(limit ?? LIMIT.default) },
    },
    isComplete: fields !== undefined,
    isDryRun: has("dry-run"),
    isForced: has("force"),
    isFilesOnly: has("files-only"),
    wantsHelp: has("help"),
    problems: [...problems, ...parsed.problems],
  };
}
