/** What a JSON Schema promised and its successor does not keep, in plain words. */
import { isDeepStrictEqual } from "node:util";

/** What we send must go on being understood by clients; what clients send must go on being accepted by us. */
export type Side = "response" | "request";

export type Schema = {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  [keyword: string]: unknown;
};

/** The schemas that a document gives names to. */
export type Named = Record<string, Schema> | undefined;

type Compare = (old: Schema, now: Schema, place: string) => string[];

const UPPER = ["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"];
const LOWER = ["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"];
const RULES = ["pattern", "multipleOf", "uniqueItems", "propertyNames", "not"];

const inside = (place: string, name: string) => (place.endsWith(":") ? `${place} ${name}` : `${place}.${name}`);
const within = (place: string) => (place.endsWith(":") ? `${place} []` : `${place}[]`);
const say = (value: unknown) => JSON.stringify(value);
const nameOf = ({ type = "anything", format }: Schema) => (format ? `${type} (${format})` : String(type));
const valuesOf = (schema: Schema) => (schema.const === undefined ? schema.enum : [schema.const]);
const isNull = ({ type }: Schema) => type === "null";
const mayBeNull = (form: Schema) => isNull(form) || (form.type === undefined && !valuesOf(form) && !form.allOf);

/** Everything that a value may be, an alternative each. */
function formsOf(schema: Schema, named: Named): Schema[] {
  if (schema.$ref) return formsOf(named?.[schema.$ref.split("/").at(-1) ?? ""] ?? {}, named);
  const several = schema.anyOf ?? schema.oneOf;
  if (several) return several.flatMap((one) => formsOf(one, named));
  return Array.isArray(schema.type) ? schema.type.map((type) => ({ ...schema, type })) : [schema];
}

/** Compares what two documents say of the same thing, seen from one side. */
export function schemaChanges(side: Side, before: Named, after: Named, old: Schema, now: Schema, place: string) {
  const compareWithin =
    (open: readonly string[]): Compare =>
    (old, now, place) => {
      const pair = `${old.$ref} ${now.$ref}`;
      if (open.includes(pair)) return []; // a schema that contains itself: compared already
      const compare = compareWithin(old.$ref && now.$ref ? [...open, pair] : open);
      return changesOf(side, formsOf(old, before), formsOf(now, after), place, compare);
    };
  return compareWithin([])(old, now, place);
}

function changesOf(side: Side, was: Schema[], is: Schema[], place: string, compare: Compare): string[] {
  const faults: string[] = [];
  const [wasNull, isNullNow] = [was.some(mayBeNull), is.some(mayBeNull)];
  if (side === "response" && isNullNow && !wasNull) faults.push(`${place} may be null now`);
  if (side === "request" && wasNull && !isNullNow) faults.push(`${place} may not be null any more`);

  const old = was.filter((form) => !isNull(form));
  const now = is.filter((form) => !isNull(form));
  const changes = (from: Schema, to: Schema) => formChanges(side, from, to, place, compare);
  if (old[0] && now[0] && old.length === 1 && now.length === 1) return [...faults, ...changes(old[0], now[0])];
  const strange =
    side === "response"
      ? now.filter((to) => !old.some((from) => changes(from, to).length === 0))
      : old.filter((from) => !now.some((to) => changes(from, to).length === 0));
  const says = side === "response" ? "may be of another form now" : "may not be of this form any more";
  return [...faults, ...strange.map((form) => `${place} ${says}: ${nameOf(form)}`)];
}

function formChanges(side: Side, old: Schema, now: Schema, place: string, compare: Compare): string[] {
  const [narrow, wide] = side === "response" ? [now, old] : [old, now];
  const isWhole = narrow.type === "integer" && wide.type === "number";
  const sameType = wide.type === undefined || narrow.type === wide.type || isWhole;
  if (!sameType || (wide.format !== undefined && narrow.format !== wide.format)) {
    return [`${place} is ${nameOf(now)} now, was ${nameOf(old)}`];
  }
  return [
    ...(side === "response" ? givenValueChanges(old, now, place) : takenValueChanges(old, now, place)),
    ...(side === "request" ? limitChanges(old, now, place) : []),
    ...propertyChanges(side, old, now, place, compare),
    ...(wide.items ? compare(old.items ?? {}, now.items ?? {}, within(place)) : []),
    ...partChanges(old, now, place, compare),
  ];
}

/** New values of an enumeration are no fault here: clients are told to expect them. That there is one at all is kept. */
function givenValueChanges(old: Schema, now: Schema, place: string): string[] {
  const [was, is] = [valuesOf(old), valuesOf(now)];
  if (old.const !== undefined && !isDeepStrictEqual(was, is)) return [`${place} is not always ${say(old.const)} now`];
  return was && !is ? [`${place} may be any ${nameOf(now)} now, was one of ${say(was)}`] : [];
}

function takenValueChanges(old: Schema, now: Schema, place: string): string[] {
  const [was, is] = [valuesOf(old), valuesOf(now)];
  if (!is) return [];
  if (!was) return [`${place} must be one of ${say(is)} now`];
  const lost = was.filter((value) => !is.some((it) => isDeepStrictEqual(it, value)));
  return lost.map((value) => `${place} may not be ${say(value)} any more`);
}

function limitChanges(old: Schema, now: Schema, place: string): string[] {
  const tell = (keyword: string, word: string) =>
    old[keyword] === undefined
      ? `${place} has a ${keyword} now: ${say(now[keyword])}`
      : `${place} has ${word} ${keyword}: ${say(now[keyword])}, was ${say(old[keyword])}`;
  const numberOf = (schema: Schema, keyword: string, none: number) => Number(schema[keyword] ?? none);
  const isLess = (keyword: string) => numberOf(now, keyword, Infinity) < numberOf(old, keyword, Infinity);
  const isMore = (keyword: string) => numberOf(now, keyword, -Infinity) > numberOf(old, keyword, -Infinity);
  const isNew = (keyword: string) => now[keyword] !== undefined && !isDeepStrictEqual(now[keyword], old[keyword]);
  return [
    ...UPPER.filter(isLess).map((keyword) => tell(keyword, "a smaller")),
    ...LOWER.filter(isMore).map((keyword) => tell(keyword, "a larger")),
    ...RULES.filter(isNew).map((keyword) => tell(keyword, "another")),
  ];
}

function propertyChanges(side: Side, old: Schema, now: Schema, place: string, compare: Compare): string[] {
  const [was, is] = [old.properties ?? {}, now.properties ?? {}];
  const faults = Object.entries(was).flatMap(([name, schema]) => {
    const here = inside(place, name);
    const next = is[name];
    if (!next) return [`${here} was removed`];
    const mayMiss = side === "response" && old.required?.includes(name) && !now.required?.includes(name);
    return [...(mayMiss ? [`${here} may be missing now`] : []), ...compare(schema, next, here)];
  });
  const demanded = side === "request" ? (now.required ?? []).filter((name) => !old.required?.includes(name)) : [];
  faults.push(...demanded.map((name) => `${inside(place, name)} is required now`));

  // Fields without a name of their own, as in a map from ids to things. Undefined and true: anything.
  const [rest, nextRest] = [old.additionalProperties ?? true, now.additionalProperties ?? true];
  if (side === "request" && rest !== false && nextRest === false) faults.push(`${place} may have no other fields now`);
  const matters = side === "response" ? rest : nextRest;
  if (typeof matters === "object" && rest !== false && nextRest !== false) {
    const schemaOf = (value: true | Schema) => (value === true ? {} : value);
    faults.push(...compare(schemaOf(rest), schemaOf(nextRest), inside(place, "*")));
  }
  return faults;
}

/** Schemas that hold together, or one after the other: compared in their order. */
function partChanges(old: Schema, now: Schema, place: string, compare: Compare): string[] {
  return ["allOf", "prefixItems"].flatMap((keyword) => {
    const [was, is] = [old[keyword] ?? [], now[keyword] ?? []] as [Schema[], Schema[]];
    if (was.length !== is.length) return [`${place} is made of ${is.length} parts now (${keyword}), was ${was.length}`];
    return was.flatMap((part, index) => compare(part, is[index] ?? {}, place));
  });
}
