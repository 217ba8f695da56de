import "server-only";
import { singleton } from "./singleton";
import { endSpan, isRecorded, startSpan } from "./tracing";

type Callback = (error: unknown, result: unknown) => void;

/** Not those of FOR UPDATE, FOR NO KEY UPDATE and ON CONFLICT DO UPDATE. */
const WRITES = /(?<!\b(?:FOR|KEY|DO)\s+)\b(INSERT|UPDATE|DELETE)\s+(?:INTO\s+|FROM\s+)?(?:"?public"?\.)?"?(\w+)/gi;
const TABLE = /\bFROM\s+(?!AS\b)(?:"?public"?\.)?"?(\w+)/i;
/** Texts of which the summary is known, at most. */
const MAX_KNOWN = 500;
const summaries = singleton("statement-summaries", () => new Map<string, string>());

/** The first table that a statement reads, outside of its inner sub-selects. */
function tableOf(text: string): string | undefined {
  const table = TABLE.exec(text)?.[1];
  const outer = text.replace(/\([^()]*\)/g, "");
  return outer === text ? table : (tableOf(outer) ?? table);
}

/** `INSERT users, UPDATE credentials` of a statement that writes, otherwise `SELECT users`. */
function summaryOf(text: string): string {
  const known = summaries.get(text);
  if (known) return known;
  const writes = [...text.matchAll(WRITES)].map(([, verb = "", table]) => `${verb.toUpperCase()} ${table}`);
  const [verb = "SQL"] = /\w+/.exec(text) ?? [];
  const table = tableOf(text);
  const summary = writes.length > 0 ? [...new Set(writes)].join(", ") : table ? `SELECT ${table}` : verb.toUpperCase();
  if (summaries.size < MAX_KNOWN) summaries.set(text, summary);
  return summary;
}

/**
 * Executes a statement as a span of the request's trace. Values are never part of it, since they are not part of the text.
 * @param args of pg's `query` after the statement: the last may be a callback
 */
export function traceStatement<Args extends unknown[], Result>(
  text: string,
  args: Args,
  execute: (args: Args) => Result,
): Result {
  const span = isRecorded()
    ? startSpan(summaryOf(text), "sql", { "db.system.name": "postgresql", "db.query.text": text })
    : undefined;
  if (!span) return execute(args);
  const callback = args.at(-1) as Callback | undefined;
  if (typeof callback === "function") {
    const traced: Callback = (error, result) => {
      endSpan(span, error ?? undefined);
      callback(error, result);
    };
    return execute([...args.slice(0, -1), traced] as Args);
  }
  const result = execute(args);
  Promise.resolve(result).then(
    () => endSpan(span),
    (error) => endSpan(span, error),
  );
  return result;
}
