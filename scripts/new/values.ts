/** Values of fields for examples, factories and tests, as the code that makes them. */
import type { Field } from "./fields";

const clamp = (value: number, { min, max }: Field) => Math.min(max, Math.max(min, value));

/** A number within the bounds, and another one. */
function numbers(field: Field): [number, number] {
  const first = clamp(field.kind === "money" ? 1900 : 3, field);
  return [first, first < field.max ? first + 1 : first - 1];
}

/** A text within the bounds. */
function textOf(start: string, { min, max }: Field): string {
  const cut = start.slice(0, Math.max(1, max));
  return cut
    .padEnd(min, ` ${start.toLowerCase()}`)
    .replace(/ $/, "x")
    .slice(0, Math.max(min, cut.length))
    .replace(/ $/, "x");
}

const TIMES = ["2026-03-04T14:05:00.000Z", "2026-04-05T09:30:00.000Z"] as const;

/** The two values of a field as plain JSON. */
export function valuesOf(field: Field): [unknown, unknown] {
  const { kind, label, values } = field;
  const name = label.replaceAll(" ", "-");
  switch (kind) {
    case "int":
    case "money":
      return numbers(field);
    case "bool":
      return [true, false];
    case "date":
      return [TIMES[0].slice(0, 10), TIMES[1].slice(0, 10)];
    case "datetime":
      return [TIMES[0], TIMES[1]];
    case "enum":
      return [values[0], values[1]];
    case "url":
      return [`https://example.com/${name}`, `https://example.com/other-${name}`];
    case "email":
      return ["robin@example.com", "kim@example.com"];
    case "json":
      return [{ color: "blue", size: 3 }, { color: "red" }];
    case "ref":
      return ["p7d2k9x4m1q8s5v0c3w6t9bz", "r4t7u2w5x8y3z6a9b2c5d8e3"];
    default:
      return [textOf(`Some ${label}`, field), textOf(`Other ${label}`, field)];
  }
}

type Which = "first" | "other";
const pick = (field: Field, which: Which) => valuesOf(field)[which === "first" ? 0 : 1];

/** The value in an input. */
export const inputCode = (field: Field, which: Which = "first"): string => JSON.stringify(pick(field, which));

/** The value in an output, and in a call of Prisma. */
export const outputCode = (field: Field, which: Which = "first"): string =>
  field.kind === "datetime" ? `new Date(${inputCode(field, which)})` : inputCode(field, which);

/** The value of one of many rows. @param index the code of a number that differs for each */
export function manyCode(field: Field, index: string): string {
  if (!field.isUnique) return outputCode(field);
  if (field.kind === "email") return `\`robin-\${${index}}@example.com\``;
  return field.kind === "url" ? `\`https://example.com/\${${index}}\`` : `\`Some ${field.label} \${${index}}\``;
}

/** The value in SQL. @param index of the row */
export function sqlCode(field: Field, index: string): string {
  const value = pick(field, "first");
  if (field.isUnique) return `'${field.label} ' || ${index}`;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return `'${typeof value === "string" ? value : JSON.stringify(value)}'`;
}

/** A value that the input refuses, and why; none where every value of the type is right. */
export function wrongValues(field: Field): string[] {
  const { kind, min, max, constant } = field;
  switch (kind) {
    case "int":
    case "money":
      return [`MIN_${constant} - 1`, `MAX_${constant} + 1`, "1.5"];
    case "text":
      return [...(min > 0 ? [JSON.stringify(" ".repeat(min))] : []), `"x".repeat(MAX_${constant}_LENGTH + 1)`];
    case "bool":
      return ['"yes"'];
    case "date":
      return ['"2026-02-30"', '"today"'];
    case "datetime":
      return ['"2026-03-04"', '"now"'];
    case "enum":
      return ['"OTHER_VALUE"'];
    case "url":
      return ['"javascript:alert(1)"', '"example.com"'];
    case "email":
      return ['"robin"'];
    case "json":
      return ["[]", "{ nested: { deep: true } }", '{ constructor: "x" }', '{ " prototype ": 1 }'];
    default:
      return [max ? "0" : '"not an id"'];
  }
}
