import type { Trace } from "@/domain/trace";
import { CodePanel, Json } from "@/features/docs";

/** The log lines of a call. */
export function LogTab({ trace }: { trace: Trace }) {
  if (trace.log.length === 0) return <p className="about">No log lines</p>;
  return trace.log.map((line, index) => (
    <CodePanel
      // biome-ignore lint/suspicious/noArrayIndexKey: lines are only appended.
      key={index}
      title={String(line.msg ?? line.event ?? line.path ?? "Log line")}
      code={<Json text={JSON.stringify(line, null, 2)} />}
    />
  ));
}
