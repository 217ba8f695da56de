import "server-only";
import { singleton } from "./singleton";
import { endSpan, startSpan } from "./tracing";

type Callback = (error: unknown, result: unknown) => void;

/** Not those of FOR UPDATE and ON CONFLICT DO UPDATE. */
const WRITES = /(?<!\b(?:FOR|DO)\s+)\b(INSERT|UPDATE|DELETE)\s+(?:INTO\s+|FROM\s+)?(?:"?public"?\.)?"?(\w+)/gi;
const TABLE = /\bFROM\s+(?:"?public"?\.)?"?(\w+)/i;
/** Texts of which the summary is known, at most. */
const MAX_KNOWN = 500;
const summaries = singleton("statement-summaries", () => new Map<string, string>());

/** The text without its sub-selects and arguments. */
function withoutParentheses(text: string): string {
  const shorter = text.replace(/\([^()]*\)/g, "");
  return shorter === text ? text : withoutParentheses(shorter);
}

/** `INSERT orders, UPDATE products` of a statement that writes, otherwise `SELECT orders`: the first table that it names. */
function summaryOf(text: string): string {
  const known = summaries.get(text);
  if (known) return known;
  const writes = [...text.matchAll(WRITES)].map(([, verb = "", table]) => `${verb.toUpperCase()} ${table}`);
  const [verb = "SQL"] = /\w+/.exec(text) ?? [];
  const table = (TABLE.exec(withoutParentheses(text)) ?? TABLE.exec(text))?.[1];
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
  const span = startSpan(summaryOf(text), "sql", { "db.system.name": "postgresql", "db.query.text": text });
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
