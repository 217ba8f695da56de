/** The fields of a resource, as `--fields` names them: `rating:int(1..5), text:text(1..2000), photo:url?`. */

import { camel, constant, snake, wordsOf } from "./names";
import reserved from "./reserved-words.json";

export const KINDS = [
  "text",
  "int",
  "money",
  "bool",
  "date",
  "datetime",
  "enum",
  "url",
  "email",
  "json",
  "ref",
] as const;
export type Kind = (typeof KINDS)[number];

export type Field = {
  kind: Kind;
  /** As it was typed. */
  name: string;
  /** Of the property: money ends in Cents, a reference in Id. */
  prop: string;
  /** Of the column in the database. */
  column: string;
  /** The middle of its constants: MAX_RATING, MAX_TEXT_LENGTH. */
  constant: string;
  /** As people read it. */
  label: string;
  /** The bounds of a number, of cents, or of the length of a text. */
  min: number;
  max: number;
  /** Of an enum, in capitals. */
  values: string[];
  /** The resource that a reference names. */
  target: string;
  isOptional: boolean;
  /** Whether no two rows of one owner have the same. */
  isUnique: boolean;
  isSearched: boolean;
};

/** `Starts at (optional)` */
export const labelOf = ({ label, isOptional }: Field): string =>
  `${label.charAt(0).toUpperCase()}${label.slice(1)}${isOptional ? " (optional)" : ""}`;

/** Texts longer than this have lines. */
export const isMultiline = ({ kind, max }: Field) => kind === "text" && max > 200;

const BOUNDS: Partial<Record<Kind, [min: number, max: number, least: number, most: number]>> = {
  text: [1, 200, 0, 20_000],
  int: [0, 1_000_000, -2_147_483_648, 2_147_483_647],
  money: [0, 1_000_000, 0, 2_147_483_647],
};
const NO_BOUNDS = [0, 0, 0, 0] as const;

const MAY_BE_UNIQUE: readonly Kind[] = ["text", "url", "email"];
/** Room for what makes the texts of tests differ. */
const MIN_UNIQUE_LENGTH = 60;

/** Every resource has these, or its lists and forms take them. */
const TAKEN =
  "id owner owner_id author is_mine version created_at edited_at is_hidden hidden_at hidden_by hidden_reason cursor limit search items next_cursor prototype to_json";

const setOf = (words: string) => new Set(words.split(" "));
const [sql, javascript, taken] = [setOf(reserved.sql), setOf(reserved.javascript), setOf(TAKEN)];
const generated = setOf(reserved.generated);

const FORM = /^(?<name>[^:]+):(?<kind>[a-z]+)(?:\((?<args>[^)]*)\))?(?<optional>\?)?(?<flags>(?:\s+[a-z]+)*)$/;
const HELP = "Write name:type, such as photo:url?, rating:int(1..5) or text:text(1..2000).";

/** Whether a name can't be that of a variable. */
export const isReserved = (name: string): boolean => javascript.has(name);

/** Whether the files of every resource use a name, also as that of a type: it can't be the resource's own. */
export const isUsed = (name: string): boolean => generated.has(name);

/** Whether each row has a property or a column of this name already. */
export const isTaken = (name: string): boolean => name in Object.prototype || taken.has(snake(wordsOf(name)));

/** Why a name can't be that of a field; undefined if it can. */
function problemOfName(name: string): string | undefined {
  if (!/^[a-z][A-Za-z0-9]*$/.test(name)) return "Use a name in camelCase, such as startsAt.";
  const column = snake(wordsOf(name));
  if (column.length > 40) return "Use a name of at most 40 letters.";
  if (isTaken(name)) return "Every resource has this, or its lists do. Use another name.";
  if (sql.has(column) || isReserved(name)) return "This word is reserved in SQL or JavaScript. Use another name.";
}

/** The bounds in `(1..5)`. @throws Error with what to do */
function readBounds(kind: Kind, args: string | undefined): [min: number, max: number] {
  const [min, max, least, most] = BOUNDS[kind] ?? NO_BOUNDS;
  if (args === undefined) return [min, max];
  if (!BOUNDS[kind]) throw new Error(`The type ${kind} takes nothing in parentheses.`);
  const [, first = "", last = ""] = /^\s*(-?\d+)\s*\.\.\s*(-?\d+)\s*$/.exec(args) ?? [];
  if (!first) throw new Error(`Write the bounds as (1..5).`);
  const bounds: [number, number] = [Number(first), Number(last)];
  if (bounds[0] >= bounds[1]) throw new Error("The first bound must be lower than the second.");
  if (bounds[0] < least || bounds[1] > most) throw new Error(`The bounds must be within ${least}..${most}.`);
  return bounds;
}

/** The values in `(small|large)`. @throws Error with what to do */
function readValues(kind: Kind, args: string | undefined): string[] {
  if (kind !== "enum") return [];
  const values = (args ?? "").split("|").map((value) => constant(wordsOf(value)));
  const wrong = values.find((it) => !/^[A-Z][A-Z0-9_]*$/.test(it));
  if (wrong)
    throw new Error(`${wrong}: a value begins with a letter and has letters, digits and hyphens, such as on-hold.`);
  const twice = values.find((it, index) => values.indexOf(it) < index);
  if (twice) throw new Error(`${twice} is there twice. Each value of an enum has a name of its own.`);
  if (values.length < 2) throw new Error("Name at least two values: enum(small|large).");
  return values;
}

/** The name in `ref(author)`. @throws Error with what to do */
function readTarget(kind: Kind, args: string | undefined): string {
  if (kind !== "ref") return "";
  if (!/^[a-z][A-Za-z-]*$/.test(args ?? "")) throw new Error("Name the resource that it refers to: ref(project).");
  return args as string;
}

/** One field. @throws Error with what to do */
export function parseField(text: string): Field {
  const { name = "", kind = "", args, optional, flags = "" } = FORM.exec(text.trim())?.groups ?? {};
  if (!name) throw new Error(HELP);
  const problem = problemOfName(name);
  if (problem) throw new Error(problem);
  if (!isKind(kind)) throw new Error(`There is no type ${kind}. The types are ${KINDS.join(", ")}.`);
  const [min, max] = kind === "enum" || kind === "ref" ? [0, 0] : readBounds(kind, args);
  const marks = flags.split(/\s+/).filter(Boolean);
  const unknown = marks.find((it) => it !== "unique" && it !== "searched");
  if (unknown) throw new Error(`There is no ${unknown}. After the type may be: unique, searched.`);
  const [isUnique, isSearched] = [marks.includes("unique"), marks.includes("searched")];
  if (isUnique && (!MAY_BE_UNIQUE.includes(kind) || optional)) {
    throw new Error("Only a text, url or email that is not optional can be unique.");
  }
  if (isUnique && kind === "text" && max < MIN_UNIQUE_LENGTH) {
    throw new Error(
      `A unique text needs room for ${MIN_UNIQUE_LENGTH} characters or more, as the tests number theirs: text(1..${MIN_UNIQUE_LENGTH}).`,
    );
  }
  if (isSearched && kind !== "text") throw new Error("Only a text can be searched.");
  if (optional && (kind === "bool" || kind === "json")) throw new Error(`A ${kind} can't be optional.`);
  const words = wordsOf(name);
  const suffix = kind === "money" ? ["cents"] : kind === "ref" ? ["id"] : [];
  return {
    ...{ kind, name, min, max, isUnique, isSearched },
    prop: camel([...words, ...suffix]),
    column: snake([...words, ...suffix]),
    constant: constant([...words, ...(kind === "money" ? ["cents"] : [])]),
    label: words.join(" ").replace(/^is (?=.)/, ""), // isUrgent is "urgent"
    values: readValues(kind, args),
    target: readTarget(kind, args),
    isOptional: optional !== undefined,
  };
}

const isKind = (kind: string): kind is Kind => KINDS.includes(kind as Kind);

/** The fields of a list, and what is wrong with the others. */
export function parseFields(text: string): { fields: Field[]; problems: string[] } {
  const fields: Field[] = [];
  const problems: string[] = [];
  for (const part of text.split(",").filter((it) => it.trim())) {
    try {
      fields.push(parseField(part));
    } catch (error) {
      problems.push(`${part.trim()}: ${(error as Error).message}`);
    }
  }
  const props = fields.map(({ prop }) => prop);
  const twice = props.find((it, index) => props.indexOf(it) < index);
  if (twice) problems.push(`${twice} is there twice.`);
  if (fields.filter(({ isUnique }) => isUnique).length > 1)
    problems.push("Only one field can be unique. Add others by hand.");
  if (fields.length === 0 && problems.length === 0) problems.push(`Name at least one field. ${HELP}`);
  return { fields, problems };
}
