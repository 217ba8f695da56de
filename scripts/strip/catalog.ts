/** What a database has, as SQL that makes it: two databases are alike if these lists are. */
import type { Client } from "pg";

/** By a name that is unique in the database, the statement that makes it. */
export type Catalog = ReadonlyMap<string, string>;

/** Each query has the columns `name` and `sql`, in the sequence in which the statements have to run. */
const QUERIES = [
  `SELECT 'extension ' || extname AS name, format('CREATE EXTENSION %I;', extname) AS sql
   FROM pg_extension WHERE extname <> 'plpgsql'`,
  `SELECT 'type ' || typname AS name, format('CREATE TYPE %I AS ENUM (%s);', typname,
     (SELECT string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid)) AS sql
   FROM pg_type t WHERE typtype = 'e' AND typnamespace = 'public'::regnamespace`,
  `SELECT 'sequence ' || relname AS name, format('CREATE SEQUENCE %I;', relname) AS sql
   FROM pg_class WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace`,
  `SELECT 'function ' || p.oid::regprocedure AS name, pg_get_functiondef(p.oid) || ';' AS sql FROM pg_proc p
   WHERE pronamespace = 'public'::regnamespace
     AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = p.oid AND deptype = 'e')`,
  `SELECT 'persistence of ' || relname AS name, format('ALTER TABLE %I SET %s;', relname,
     CASE relpersistence WHEN 'u' THEN 'UNLOGGED' ELSE 'LOGGED' END) AS sql
   FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
  `SELECT 'options of ' || relname AS name, format('ALTER TABLE %I SET (%s);', relname, array_to_string(reloptions, ', ')) AS sql
   FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND reloptions IS NOT NULL`,
  `SELECT format('column %s.%s', relname, attname) AS name, format('ALTER TABLE %I ALTER COLUMN %I TYPE %s%s;', relname, attname,
     format_type(atttypid, atttypmod),
     CASE WHEN attcollation NOT IN (0, 100) THEN ' COLLATE ' || attcollation::regcollation ELSE '' END) AS sql
   FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
   WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND attnum > 0 AND NOT attisdropped`,
  `SELECT format('null in %s.%s', relname, attname) AS name, format('ALTER TABLE %I ALTER COLUMN %I %s NOT NULL;', relname, attname,
     CASE WHEN attnotnull THEN 'SET' ELSE 'DROP' END) AS sql
   FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
   WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND attnum > 0 AND NOT attisdropped`,
  `SELECT format('default of %s.%s', relname, attname) AS name, CASE attgenerated WHEN '' THEN
     format('ALTER TABLE %I ALTER COLUMN %I SET DEFAULT %s;', relname, attname, pg_get_expr(adbin, adrelid)) ELSE
     format('ALTER TABLE %I DROP COLUMN %I, ADD COLUMN %I %s GENERATED ALWAYS AS (%s) STORED;', relname, attname, attname,
       format_type(atttypid, atttypmod) || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END, pg_get_expr(adbin, adrelid)) END AS sql
   FROM pg_attribute JOIN pg_class c ON c.oid = attrelid JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
   WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
  `SELECT format('constraint %s of %s', conname, conrelid::regclass) AS name,
     format('ALTER TABLE %s ADD CONSTRAINT %I %s;', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS sql
   FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'f', 'p', 'u', 'x')`,
  `SELECT 'index ' || indexrelid::regclass AS name, pg_get_indexdef(indexrelid) || ';' AS sql FROM pg_index
   JOIN pg_class c ON c.oid = indexrelid
   WHERE relnamespace = 'public'::regnamespace AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)`,
  `SELECT format('trigger %s of %s', tgname, tgrelid::regclass) AS name, pg_get_triggerdef(oid) || ';' AS sql
   FROM pg_trigger WHERE NOT tgisinternal AND tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)`,
];

export async function readCatalog(client: Client): Promise<Catalog> {
  const catalog = new Map<string, string>();
  for (const query of QUERIES) {
    const { rows } = await client.query<{ name: string; sql: string }>(`${query} ORDER BY name`);
    for (const { name, sql } of rows) if (!name.includes("_prisma_migrations")) catalog.set(name, sql);
  }
  return catalog;
}

/** What has to be dropped first because another of that name is there. */
const dropOf = (name: string): string[] => {
  const [, index] = /^index (.*)$/.exec(name) ?? [];
  return index ? [`DROP INDEX ${index};`] : [];
};

/** The statements that give a database what another has and it lacks. */
export const missingIn = (found: Catalog, wanted: Catalog): string[] =>
  [...wanted]
    .filter(([name, sql]) => found.get(name) !== sql)
    .flatMap(([name, sql]) => [...(found.has(name) ? dropOf(name) : []), sql]);

/** What differs, for people. */
export const differences = (one: Catalog, other: Catalog): string[] =>
  [...new Set([...one.keys(), ...other.keys()])].filter((name) => one.get(name) !== other.get(name));
