/** The migration that takes the demo's tables out of a database. */
import type { Part } from "./demo";

/** The table of each model, and the type of each enum. */
function namesIn(schema: string, models: readonly string[]) {
  const tables: string[] = [];
  const types: string[] = [];
  for (const name of models) {
    const [, kind, body = ""] = new RegExp(`^(model|enum) ${name} \\{\\n([\\s\\S]*?)^\\}`, "m").exec(schema) ?? [];
    const mapped = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name;
    (kind === "enum" ? types : tables).push(`"${mapped}"`);
  }
  return { tables, types };
}

/** The tables that the migration drops. */
export const droppedTables = (schema: string, models: readonly string[]): string[] =>
  namesIn(schema, models).tables.map((it) => it.slice(1, -1));

/** The tables that a migration makes or changes. */
export const changedTables = (sql: string): Set<string> =>
  new Set(
    [
      ...sql.matchAll(
        /^\s*(?:(?:CREATE|ALTER|DROP) TABLE|INSERT INTO|UPDATE|DELETE FROM|CREATE .*\bON)\b\s+(?:IF (?:NOT )?EXISTS )?(?:ONLY )?(?:"?public"?\.)?"?(\w+)/gim,
      ),
    ].map(([, table = ""]) => table),
  );

/** Whether a migration makes or changes something that is no table, such as a type or a function. */
const changesOthers = (sql: string): boolean =>
  /^\s*(?:CREATE|ALTER|DROP) (?:OR REPLACE )?(?:TYPE|DOMAIN|FUNCTION|SEQUENCE|EXTENSION|SCHEMA|(?:MATERIALIZED )?VIEW)\b/im.test(
    sql,
  );

/** How far a migration is about these tables: it changes nothing else, none of them, or both. */
export function relationTo(sql: string, tables: readonly string[]): "only" | "none" | "both" {
  const changed = [...changedTables(sql)];
  if (!changed.some((it) => tables.includes(it))) return "none";
  return changed.every((it) => tables.includes(it)) && !changesOthers(sql) ? "only" : "both";
}

/** @param schema as it was before */
export function dropMigration(schema: string, chosen: readonly Part[]): string {
  const models = chosen.flatMap((part) => part.models);
  const { tables, types } = namesIn(schema, models);
  return [
    "-- Takes the tables of the demo out, with what is in them.",
    "-- contract: only pages of the demo read them; where it was deployed, those fail until this version serves",
    ...chosen.flatMap((part) => part.before),
    `DROP TABLE IF EXISTS ${tables.join(", ")};`, // a later migration of the demo may have made one
    ...types.map((it) => `DROP TYPE ${it};`),
    ...chosen.flatMap((part) => part.after),
    "",
  ].join("\n");
}
