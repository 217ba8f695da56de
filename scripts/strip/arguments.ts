/** The command line of `npm run strip-demo`. */
import { parseArgs } from "node:util";
import { parts } from "./demo";
import { problemOf } from "./name";

export const USAGE = `npm run strip-demo -- --name "Acme" [options]

Takes the demo out and gives the project your name. Accounts, ways in, tokens, sessions, security, the inspector, the API docs
and the desk for users stay. Without --yes, it asks.

  --name <name>  the name of what you build: in its pages, cookies, package.json and README
${Object.entries(parts)
  .map(([name, { title }]) => `  ${`--keep ${name}`.padEnd(13)}  keeps ${title}`)
  .join("\n")}
  --fresh        one clean first migration, instead of one more that drops the tables of the demo
  --dry-run      shows what would change
  --verbose      names each file, not only folders with their counts
  --files-only   leaves the database of development as it is
  --force        also with uncommitted changes
  --yes          asks nothing
  --help         shows this`;

const TEXT = { type: "string" } as const;
const SWITCH = { type: "boolean" } as const;
const OPTIONS = {
  name: TEXT,
  keep: { type: "string", multiple: true },
  fresh: SWITCH,
  "dry-run": SWITCH,
  verbose: SWITCH,
  "files-only": SWITCH,
  force: SWITCH,
  yes: SWITCH,
  help: SWITCH,
} as const;

/** Parts that stay: those that are named, and what they need. */
export function keptWith(names: readonly string[]): Set<string> {
  const kept = new Set(names);
  for (const name of kept) for (const needed of parts[name]?.needs ?? []) kept.add(needed);
  return kept;
}

export function readCommandLine(args: readonly string[]) {
  let values: ReturnType<typeof parse>;
  try {
    values = parse(args);
  } catch (error) {
    return { problems: [(error as Error).message], values: parse([]), kept: new Set<string>() };
  }
  const keep = values.keep?.flatMap((it) => it.split(",")) ?? [];
  const { name } = values;
  const unknown = keep
    .filter((it) => !(it in parts))
    .map((it) => `--keep ${it}: there is ${Object.keys(parts).join(" and ")}.`);
  const problem = name === undefined ? undefined : problemOf(name);
  return { problems: [...unknown, ...(problem ? [`--name ${name}: ${problem}`] : [])], values, kept: keptWith(keep) };
}

const parse = (args: readonly string[]) => parseArgs({ args: [...args], options: OPTIONS, strict: true }).values;
