import type { ReactNode } from "react";
import { CodePanel } from "./code-panel";
import { type ApiDocument, contentOf, type Operation, resolve } from "./document";
import { Fields } from "./fields";
import { Json } from "./json";
import { InlineMarkdown } from "./markdown";
import { Part } from "./part";
import "./docs.css";

type Props = { document: ApiDocument; operation: Operation };

const successOf = ({ responses }: Operation) => Object.entries(responses).find(([status]) => status.startsWith("2"));

/** Every status with its meaning; the fields and headers of the success are folded. */
export function Responses({ document, operation }: Props) {
  const [, success] = successOf(operation) ?? [];
  const schema = contentOf(document, success?.content)?.schema;
  const headers = Object.entries(success?.headers ?? {});
  return (
    <Part title="Responses">
      <ul className="api-list">
        {Object.entries(operation.responses).map(([status, { description }]) => (
          <li key={status} className="api-response" data-class={status[0]}>
            <code>{status}</code>
            <span>
              <InlineMarkdown text={description} />
            </span>
          </li>
        ))}
      </ul>
      {schema && (
        <Folded title="Response fields">
          <Fields document={document} schema={schema} />
        </Folded>
      )}
      {headers.length > 0 && (
        <Folded title="Response headers">
          <dl className="divide-y divide-line">
            {headers.map(([name, header]) => (
              <div key={name} className="py-2.5">
                <dt className="font-mono text-[0.8125rem]">{name}</dt>
                <dd className="text-muted text-sm">{resolve(document, header).description}</dd>
              </div>
            ))}
          </dl>
        </Folded>
      )}
    </Part>
  );
}

function Folded({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="mt-2">
      <summary className="py-1 font-medium text-accent text-sm">{title}</summary>
      {children}
    </details>
  );
}

export function ResponseExample({ document, operation }: Props) {
  const [status, success] = successOf(operation) ?? [];
  const content = contentOf(document, success?.content);
  if (content?.example === undefined) return null;
  return <CodePanel title={`Response ${status}`} code={<Json text={JSON.stringify(content.example, null, 2)} />} />;
}
