/** The rows as a table for the terminal. */
import { CONNECTIONS } from "./measure";
import { hasProcessorTimes } from "./processor";
import type { Row } from "./report";

const AT = CONNECTIONS.flatMap((it) => [`${it}: req/s`, "p50 ms", "p99 ms"]);
const RATIOS = ["of (a)", "of (b)", "of (d)", "ms/(b)", "ms/(d)"];
const COLUMNS = ["operation", "variant", ...AT, "server ms", "db ms", "stmts", "bytes", ...RATIOS];
const TEXTS = 2;

const processor = (value: number) => (hasProcessorTimes ? value.toFixed(2) : "n/a");
const ratio = (value: number | undefined) => (Number.isFinite(value) ? Number(value).toFixed(2) : "-");

const cellsOf = ({ operation, variant, statements, bytes, at, ...to }: Row) => [
  operation,
  variant,
  ...CONNECTIONS.flatMap((it) => [at[it].perSecond.toFixed(0), at[it].p50.toFixed(1), at[it].p99.toFixed(1)]),
  processor(at[8].serverMs),
  processor(at[8].databaseMs),
  String(statements),
  String(bytes),
  ratio(to.toBare),
  ratio(to.toFloor),
  ratio(to.toT3),
  ratio(to.processorToFloor),
  ratio(to.processorToT3),
];

/** The first `texts` columns are aligned left, as texts are, the others right. */
export function align(lines: readonly string[][], texts: number): string {
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  const pad = (text: string, column: number) =>
    column < texts ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0);
  return lines.map((line) => line.map(pad).join("  ")).join("\n");
}

export const toTable = (rows: readonly Row[]) => align([COLUMNS, ...rows.map(cellsOf)], TEXTS);
