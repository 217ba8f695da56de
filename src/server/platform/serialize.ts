import "server-only";
import superjson, { type SuperJSONResult } from "superjson";

/**
 * superjson's serialization for our clients, who read it with superjson. Plain data with dates and undefined takes one
 * walk, about a tenth of superjson's time; anything else is left to superjson.
 */
export function serialize(value: unknown): SuperJSONResult {
  const types: Types = {};
  const json = isContainer(value) ? toPlain(value, "", types, new Set()) : OTHER;
  if (json === OTHER) return superjson.serialize(value);
  const result: SuperJSONResult = { json: json as SuperJSONResult["json"] };
  if (Object.keys(types).length > 0) result.meta = { values: types, v: 1 };
  return result;
}

/** By path: what JSON cannot express. */
type Types = Record<string, ["Date" | "undefined"]>;
type Container = Record<string, unknown>;

/** What only superjson serializes: other classes, special numbers, repeated objects, keys that it escapes or refuses. */
const OTHER = Symbol("other");
const OTHER_KEY = /[.\\]|^(__proto__|constructor|prototype)$/;

/** Keys that are none of those: most are of our own schemas, and a list repeats them for each row. */
const plainKeys = new Set<string>();
const MAX_KEYS = 1000;

function isPlainKey(key: string): boolean {
  if (plainKeys.has(key)) return true;
  if (OTHER_KEY.test(key)) return false;
  if (plainKeys.size < MAX_KEYS) plainKeys.add(key);
  return true;
}

function isContainer(value: unknown): value is Container {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || Array.isArray(value);
}

/**
 * A container as JSON, or OTHER. Objects are copied only if they contain what JSON cannot express.
 * @param path of the container, with a dot at its end
 */
function toPlain(container: Container, path: string, types: Types, seen: Set<unknown>): unknown {
  if (seen.has(container)) return OTHER;
  seen.add(container);
  let copy: Container | undefined = Array.isArray(container) ? ([] as never) : undefined;
  for (const key of Object.keys(container)) {
    if (!isPlainKey(key)) return OTHER;
    const value = container[key];
    const json = isContainer(value)
      ? toPlain(value, `${path}${key}.`, types, seen)
      : leafOf(value, path + key, types, seen);
    if (json === OTHER) return OTHER;
    if (json !== value) copy ??= { ...container };
    if (copy) copy[key] = json;
  }
  return copy ?? container;
}

function leafOf(value: unknown, path: string, types: Types, seen: Set<unknown>): unknown {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) && !Object.is(value, -0) ? value : OTHER;
  if (value === undefined) {
    types[path] = ["undefined"];
    return null;
  }
  if (!(value instanceof Date) || Number.isNaN(value.getTime()) || seen.has(value)) return OTHER;
  seen.add(value);
  types[path] = ["Date"];
  return value.toISOString();
}
