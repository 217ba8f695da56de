import "server-only";
import superjson, { type SuperJSONResult } from "superjson";

/**
 * superjson's serialization for our clients, who read it with superjson. Plain data with dates and undefined takes one
 * walk, about a tenth of superjson's time; anything else is left to superjson.
 */
export function serialize(value: unknown): SuperJSONResult {
  const types: Types = {};
  const json = isContainer(value) ? copyPlain(value, "", types, new Set()) : OTHER;
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

function isContainer(value: unknown): value is Container {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || Array.isArray(value);
}

/** A copy as JSON, or OTHER. @param path of the container, with a dot at its end */
function copyPlain(container: Container, path: string, types: Types, seen: Set<unknown>): unknown {
  if (seen.has(container)) return OTHER;
  seen.add(container);
  const copy: Container = Array.isArray(container) ? ([] as never) : {};
  for (const key of Object.keys(container)) {
    if (OTHER_KEY.test(key)) return OTHER;
    const value = container[key];
    const json = isContainer(value)
      ? copyPlain(value, `${path}${key}.`, types, seen)
      : copyLeaf(value, path + key, types, seen);
    if (json === OTHER) return OTHER;
    copy[key] = json;
  }
  return copy;
}

function copyLeaf(value: unknown, path: string, types: Types, seen: Set<unknown>): unknown {
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
