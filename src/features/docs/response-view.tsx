import { Badge } from "@/components/badge";
import { Code } from "./code";
import { Json } from "./json";
import type { ApiResponse } from "./request";

/** A response of the API: status, duration, headers and body. */
export function ResponseView({ response: { status, milliseconds, headers, body } }: { response: ApiResponse }) {
  return (
    <div className="grid gap-3 px-4 py-3 [&>*]:min-w-0">
      <p className="flex items-center gap-2">
        <span className="sr-only">Response</span>
        <Badge tone={status < 400 ? "good" : "danger"}>{status}</Badge>
        <span className="text-muted tabular-nums">{`${milliseconds} ms`}</span>
      </p>
      {body && (
        <Code>
          <Json text={body} />
        </Code>
      )}
      <details>
        <summary className="text-muted">Headers</summary>
        <Code className="mt-2">{headers.map(([name, value]) => `${name}: ${value}`).join("\n")}</Code>
      </details>
    </div>
  );
}
