/**
 * Data as a page carries it to the browser: each value is listed once, and an object is the number of its field names and
 * the positions of its values. Repeated names and values would be more than half of a list.
 */
type Entry = string | number | boolean | null | Composed;
type Composed = [kind: number, ...parts: number[]];

/** Kinds of composed entries; from 0, the kind is the number of an object's field names. */
const ARRAY = -1;
const DATE = -2;

/** @param value of what JSON has, and dates; undefined fields are left out */
export function pack(value: unknown): string {
  const entries: Entry[] = [];
  const positions = new Map<unknown, number>();
  const shapes: string[][] = [];
  const shapeNumbers = new Map<string, number>();

  function add(value: unknown): number {
    const known = positions.get(value);
    if (known !== undefined) return known;
    const entry = entryOf(value); // after its parts
    positions.set(value, entries.length);
    return entries.push(entry) - 1;
  }

  function entryOf(value: unknown): Entry {
    if (Array.isArray(value)) return [ARRAY, ...value.map(add)];
    if (value instanceof Date) return [DATE, value.getTime()];
    if (typeof value !== "object" || value === null) return value as Entry;
    const fields = Object.entries(value).filter(([, field]) => field !== undefined);
    return [shapeOf(fields.map(([name]) => name)), ...fields.map(([, field]) => add(field))];
  }

  function shapeOf(names: string[]): number {
    const key = JSON.stringify(names);
    const number = shapeNumbers.get(key) ?? shapes.push(names) - 1;
    shapeNumbers.set(key, number);
    return number;
  }

  add(value);
  return JSON.stringify([shapes, entries]);
}

/** The value that `pack` has packed. */
export function unpack<Value>(text: string): Value {
  const [shapes, entries]: [string[][], Entry[]] = JSON.parse(text);
  const values: unknown[] = [];
  for (const entry of entries) values.push(Array.isArray(entry) ? compose(entry) : entry);

  function compose([kind, ...parts]: Composed): unknown {
    if (kind === DATE) return new Date(parts[0] ?? 0);
    if (kind === ARRAY) return parts.map((position) => values[position]);
    return Object.fromEntries((shapes[kind] ?? []).map((name, index) => [name, values[parts[index] ?? 0]]));
  }
  return values.at(-1) as Value;
}
