/** Compares two JSON Schemas and describes the changes that break clients. */
import { isDeepStrictEqual } from "node:util";

/** Clients must still understand the values of a response, and the API must still accept the values of a request. */
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

/** The named schemas of a document. */
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

/** All alternatives of a value. */
function formsOf(schema: Schema, named: Named): Schema[] {
  if (schema.$ref) return formsOf(named?.[schema.$ref.split("/").at(-1) ?? ""] ?? {}, named);
  const several = schema.anyOf ?? schema.oneOf;
  if (several) return several.flatMap((one) => formsOf(one, named));
  return Array.isArray(schema.type) ? schema.type.map((type) => ({ ...schema, type })) : [schema];
}

/** Compares two schemas of the same value, for one side. */
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
  const found: string[] = [];
  const [wasNull, isNullNow] = [was.some(mayBeNull), is.some(mayBeNull)];
  if (side === "response" && isNullNow && !wasNull) found.push(`${place} may be null now`);
  if (side === "request" && wasNull && !isNullNow) found.push(`${place} may no longer be null`);

  const old = was.filter((form) => !isNull(form));
  const now = is.filter((form) => !isNull(form));
  const changes = (from: Schema, to: Schema) => formChanges(side, from, to, place, compare);
  if (old[0] && now[0] && old.length === 1 && now.length === 1) return [...found, ...changes(old[0], now[0])];
  const strange =
    side === "response"
      ? now.filter((to) => !old.some((from) => changes(from, to).length === 0))
      : old.filter((from) => !now.some((to) => changes(from, to).length === 0));
  const claim = side === "response" ? "may have another form now" : "may no longer have this form";
  return [...found, ...strange.map((form) => `${place} ${claim}: ${nameOf(form)}`)];
}

function formChanges(side: Side, old: Schema, now: Schema, place: string, compare: Compare): string[] {
  const [narrow, wide] = side === "response" ? [now, old] : [old, now];
  const isWhole = narrow.type === "integer" && wide.type === "number";
  const sameType = wide.type === undefined || narrow.type === wide.type || isWhole;
  if (!sameType || (wide.format !== undefined && narrow.format !== wide.format)) {
    return [`${place} is ${nameOf(now)} now, was ${nameOf(old)}`];
  }
  return [
    ...(side === "response" ? responseValueChanges(old, now, place) : requestValueChanges(old, now, place)),
    ...(side === "request" ? limitChanges(old, now, place) : []),
    ...propertyChanges(side, old, now, place, compare),
    ...(wide.items ? compare(old.items ?? {}, now.items ?? {}, within(place)) : []),
    ...partChanges(old, now, place, compare),
  ];
}

/** Responses may have new enum values, which the documentation announces. The enum itself must remain. */
function responseValueChanges(old: Schema, now: Schema, place: string): string[] {
  const [was, is] = [valuesOf(old), valuesOf(now)];
  if (old.const !== undefined && !isDeepStrictEqual(was, is)) return [`${place} is not always ${say(old.const)} now`];
  return was && !is ? [`${place} may be any ${nameOf(now)} now, was one of ${say(was)}`] : [];
}

function requestValueChanges(old: Schema, now: Schema, place: string): string[] {
  const [was, is] = [valuesOf(old), valuesOf(now)];
  if (!is) return [];
  if (!was) return [`${place} must be one of ${say(is)} now`];
  const lost = was.filter((value) => !is.some((it) => isDeepStrictEqual(it, value)));
  return lost.map((value) => `${place} may no longer be ${say(value)}`);
}

function limitChanges(old: Schema, now: Schema, place: string): string[] {
  const describe = (keyword: string, word: string) =>
    old[keyword] === undefined
      ? `${place} has a ${keyword} now: ${say(now[keyword])}`
      : `${place} has ${word} ${keyword}: ${say(now[keyword])}, was ${say(old[keyword])}`;
  const numberOf = (schema: Schema, keyword: string, none: number) => Number(schema[keyword] ?? none);
  const isLess = (keyword: string) => numberOf(now, keyword, Infinity) < numberOf(old, keyword, Infinity);
  const isMore = (keyword: string) => numberOf(now, keyword, -Infinity) > numberOf(old, keyword, -Infinity);
  const isNew = (keyword: string) => now[keyword] !== undefined && !isDeepStrictEqual(now[keyword], old[keyword]);
  return [
    ...UPPER.filter(isLess).map((keyword) => describe(keyword, "a smaller")),
    ...LOWER.filter(isMore).map((keyword) => describe(keyword, "a larger")),
    ...RULES.filter(isNew).map((keyword) => describe(keyword, "another")),
  ];
}

function propertyChanges(side: Side, old: Schema, now: Schema, place: string, compare: Compare): string[] {
  const [was, is] = [old.properties ?? {}, now.properties ?? {}];
  const changes = Object.entries(was).flatMap(([name, schema]) => {
    const here = inside(place, name);
    const next = is[name];
    if (!next) return [`${here} was removed`];
    const mayMiss = side === "response" && old.required?.includes(name) && !now.required?.includes(name);
    return [...(mayMiss ? [`${here} may be missing now`] : []), ...compare(schema, next, here)];
  });
  const demanded = side === "request" ? (now.required ?? []).filter((name) => !old.required?.includes(name)) : [];
  changes.push(...demanded.map((name) => `${inside(place, name)} is required now`));

  // Fields without fixed names, as in a map by id. Undefined and true allow any.
  const [rest, nextRest] = [old.additionalProperties ?? true, now.additionalProperties ?? true];
  if (side === "request" && rest !== false && nextRest === false) changes.push(`${place} may have no other fields now`);
  const matters = side === "response" ? rest : nextRest;
  if (typeof matters === "object" && rest !== false && nextRest !== false) {
    const schemaOf = (value: true | Schema) => (value === true ? {} : value);
    changes.push(...compare(schemaOf(rest), schemaOf(nextRest), inside(place, "*")));
  }
  return changes;
}

/** Schemas of a combination or a tuple, compared in their order. */
function partChanges(old: Schema, now: Schema, place: string, compare: Compare): string[] {
  return ["allOf", "prefixItems"].flatMap((keyword) => {
    const [was, is] = [old[keyword] ?? [], now[keyword] ?? []] as [Schema[], Schema[]];
    if (was.length !== is.length) return [`${place} is made of ${is.length} parts now (${keyword}), was ${was.length}`];
    return was.flatMap((part, index) => compare(part, is[index] ?? {}, place));
  });
}
