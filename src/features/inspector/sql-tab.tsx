import { CopyButton } from "@/components/copy-button";
import type { Trace } from "@/domain/trace";
import { CodePanel } from "@/features/docs";
import { formatMs } from "./format";

/** The text without the indentation that it has in the source. */
export function withoutIndent(text: string): string {
  const lines = text
    .replace(/^\s*\n/, "")
    .trimEnd()
    .split("\n");
  const indents = lines.slice(1).flatMap((line) => (line.trim() ? [line.search(/\S/)] : []));
  const indent = Math.min(...indents);
  return lines.map((line, index) => (index === 0 ? line.trimStart() : line.slice(indent))).join("\n");
}

/** The statements of a call, in the order of their start. */
export function SqlTab({ trace }: { trace: Trace }) {
  const statements = trace.spans.filter(({ sql }) => sql).sort((a, b) => a.start - b.start);
  if (statements.length === 0) return <p className="about">No SQL statements</p>;
  return statements.map(({ id, name, ms, sql = "", error }) => (
    <CodePanel
      key={id}
      title={[name, formatMs(ms), error].filter(Boolean).join(" · ")}
      code={withoutIndent(sql)}
      actions={<CopyButton text={withoutIndent(sql)} label={`the statement ${name}`} />}
    />
  ));
}
