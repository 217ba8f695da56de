/** All variants of an operation have to answer the same before they are compared. */
import { isDeepStrictEqual } from "node:util";
import { receive } from "./load";
import type { Servers } from "./servers";
import { FLOOR, type Subject } from "./subject";

/** A turn that load() does not reach, and so many turns later the caller, the order and the products are the same. */
const [FIRST, PERIOD] = [6_000_000, 6000];

/** What is new in each order that is placed. */
const NEW = new Set(["id", "seq", "createdAt"]);

type JsonObject = { [name: string]: Json };
type Json = null | string | number | boolean | Json[] | JsonObject;
const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The rows of a response of any transport: of a page of a list, a batch, or a single row. */
function rowsOfJson(json: Json): Json[] {
  if (Array.isArray(json)) return json.flatMap(rowsOfJson);
  if (!isObject(json)) return [json];
  const { result, data, json: plain, items } = json;
  const inner = result ?? data ?? plain ?? items;
  return inner === undefined ? [json] : rowsOfJson(inner);
}

/** The orders that an HTML page shows, whatever else it says about them. */
const rowsOfHtml = (html: string): Json[] =>
  [...html.matchAll(/<li[ >].*?<\/li>/gs)].flatMap(([row]) => {
    const id = /href="\/orders\/([^"?]+)"/.exec(row)?.[1];
    return id ? [{ id, names: row.match(/Product \d+/g), total: row.match(/€[\d.,]+/)?.[0] ?? null }] : [];
  });

export const rowsOf = (text: string): Json[] =>
  text.startsWith("<") ? rowsOfHtml(text) : rowsOfJson(JSON.parse(text));

/** `row` with the fields of `like` only, and times as JavaScript writes them. */
function reduce(row: Json | undefined, like: Json | undefined, omitted: Set<string>): Json | undefined {
  if (Array.isArray(row) && Array.isArray(like) && row.length === like.length)
    return row.map((it, index) => reduce(it, like[index], omitted) ?? null);
  if (isObject(row) && isObject(like)) {
    const names = Object.keys(like).filter((name) => !omitted.has(name));
    return Object.fromEntries(names.map((name) => [name, reduce(row[name], like[name], omitted) ?? null]));
  }
  return typeof row === "string" && /^\d{4}-\d\d-\d\dT/.test(row) ? new Date(row).toISOString() : row;
}

/** Whether rows have all that the baseline's have, with the same values. No rows at all are a mistake. */
export function areSame(rows: Json[], baseline: Json[], areNew = false): boolean {
  const omitted = areNew ? NEW : new Set<string>();
  return baseline.length > 0 && isDeepStrictEqual(reduce(rows, baseline, omitted), reduce(baseline, baseline, omitted));
}

/** @throws Error if a subject answers something else than baseline (b) of its operation */
export async function compareAnswers(subjects: readonly Subject[], servers: Servers): Promise<void> {
  for (const floor of subjects.filter(({ variant }) => variant === FLOOR)) {
    let turn = FIRST;
    const answerOf = async ({ server, work }: Subject) => {
      const texts = await receive(servers[server].origin, work, turn);
      turn += PERIOD;
      return texts.flatMap(rowsOf);
    };
    const baseline = await answerOf(floor);
    for (const subject of subjects.filter(({ operation }) => operation === floor.operation)) {
      const rows = await answerOf(subject);
      if (areSame(rows, baseline, floor.operation.startsWith("order.place"))) continue;
      const texts = [rows, baseline].map((it) => JSON.stringify(it));
      throw new Error(`${subject.operation}, ${subject.variant} answers\n${texts.join(`\nbut ${FLOOR}\n`)}`);
    }
  }
}
