/**
 * What a migration may not do while servers of the previous version run: they name the columns that they know, and wait for every
 * lock. Such a change is a release of its own, after the one that no longer needs what goes ("expand and contract").
 */
type Rule = [pattern: RegExp, problem: string];

const RULES: Rule[] = [
  [/\bDROP (TABLE|COLUMN|TYPE|VIEW)\b/i, "drops what the previous version may read"],
  [/\bRENAME (TO|COLUMN|VALUE|"?\w+"? TO)\b/i, "renames what the previous version reads"],
  [/\bALTER COLUMN \S+ (SET DATA )?TYPE\b/i, "changes a type: the table is rewritten, and locked meanwhile"],
  [/\bALTER COLUMN \S+ SET NOT NULL\b/i, "demands a value that the previous version may not write"],
];
const ADDS_COLUMN = /\bADD COLUMN\s[^,;]*/gi;
const INDEX = /\bCREATE (?:UNIQUE )?INDEX (CONCURRENTLY )?.*? ON (?:public\.)?"?(\w+)/gi;

/** The statements, without comments, texts and the bodies of functions. */
const statementsOf = (sql: string) =>
  sql
    .replaceAll(/\$(\w*)\$.*?\$\1\$/gs, "''")
    .replaceAll(/--.*$/gm, "")
    .replaceAll(/'(?:[^']|'')*'/g, "''")
    .split(";")
    .map((it) => it.replaceAll(/\s+/g, " ").trim())
    .filter(Boolean);

const plain = (name = "") => name.replaceAll('"', "").toLowerCase();

/** @returns each statement that is not safe during a roll-out, and why; none if the file says `-- contract: REASON` */
export function findUnsafe(sql: string): string[] {
  if (/^-- contract: \S+/m.test(sql)) return [];
  const statements = statementsOf(sql);
  const created = new Set(statements.map((it) => plain(/^CREATE TABLE (?:IF NOT EXISTS )?"?(\w+)/i.exec(it)?.[1])));
  return statements.flatMap((statement) => {
    const table = plain(/^ALTER TABLE (?:ONLY )?"?(\w+)/i.exec(statement)?.[1]);
    if (table && created.has(table)) return [];
    const problems = RULES.filter(([pattern]) => pattern.test(statement)).map(([, problem]) => problem);
    for (const [column] of statement.matchAll(ADDS_COLUMN))
      if (/NOT NULL/i.test(column) && !/DEFAULT|GENERATED/i.test(column))
        problems.push("adds a column that the previous version writes no value to: give it a default");
    for (const [, concurrently, on = ""] of statement.matchAll(INDEX))
      if (!concurrently && !created.has(plain(on)))
        problems.push("locks the table while the index is built: CREATE INDEX CONCURRENTLY, alone in its migration");
    if (/INDEX CONCURRENTLY/i.test(statement) && statements.length > 1)
      problems.push("builds an index concurrently beside other statements: it has to be alone in its migration");
    return problems.map((problem) => `${statement.slice(0, 80)} ${problem}`);
  });
}
