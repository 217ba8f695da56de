import { ChevronDown, Link2 } from "lucide-react";
import type { ApiDocument, Operation } from "./document";
import { contentOf, titleOf } from "./document";
import { Field, Fields } from "./fields";
import { Markdown } from "./markdown";
import { MethodBadge } from "./method-badge";
import { Part } from "./part";
import { templateOf } from "./request-template";
import { ResponseExample, Responses } from "./responses";
import { typeText } from "./schema-text";
import { TryIt } from "./try-it";

type Props = { document: ApiDocument; operation: Operation; origin: string };

/** An operation: one line, and everything about it when opened. */
export function OperationView({ document, operation, origin }: Props) {
  const { method, path, operationId, summary } = operation;
  return (
    // The browser opens the target of the URL before hydration.
    <details suppressHydrationWarning className="group rounded-2xl border border-line bg-surface open:shadow-card">
      <summary className="flex list-none flex-wrap items-center gap-x-3 gap-y-1.5 rounded-2xl px-4 py-3 transition-colors hover:bg-sunken/60 sm:flex-nowrap [&::-webkit-details-marker]:hidden">
        <h3 className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1 tracking-normal sm:flex-nowrap">
          <MethodBadge method={method} />
          <span className="wrap-anywhere font-medium font-mono text-[0.9375rem]">{path}</span>
          <span className="text-muted text-sm max-sm:w-full">{summary}</span>
        </h3>
        <ChevronDown
          aria-hidden
          className="size-4 shrink-0 text-muted transition-transform duration-150 group-open:rotate-180"
        />
      </summary>
      {/* The target of a link to the operation is inside, so that the browser opens it. */}
      <div
        id={operationId}
        className="grid scroll-mt-36 gap-8 border-line border-t p-4 sm:p-6 lg:grid-cols-2 [&>*]:min-w-0"
      >
        <div className="grid content-start gap-7">
          <a
            href={`#${operationId}`}
            className="inline-flex items-center gap-1.5 justify-self-start font-mono text-muted text-sm hover:text-accent"
          >
            <Link2 aria-hidden className="size-4" />
            <span translate="no">{operationId}</span>
          </a>
          <Description document={document} operation={operation} />
        </div>
        <div className="grid content-start gap-4">
          <TryIt template={templateOf(document, operation)} server={document.servers[0]?.url ?? ""} origin={origin} />
          <ResponseExample document={document} operation={operation} />
        </div>
      </div>
    </details>
  );
}

function Description({ document, operation }: Omit<Props, "origin">) {
  const { description, security, parameters, requestBody } = operation;
  const body = contentOf(document, requestBody?.content);
  const schemes = security.flatMap((it) => Object.entries(it));
  return (
    <>
      {description && (
        <div className="grid gap-2">
          <Markdown text={description} />
        </div>
      )}
      <Part title="Authentication">
        <ul className="api-list">
          {security.some((it) => Object.keys(it).length === 0) && <li>None required</li>}
          {schemes.map(([name, scopes]) => (
            <li key={name} className="flex flex-wrap gap-x-2">
              <span>{titleOf(name)}</span>
              {scopes.map((scope) => (
                <code key={scope} className="font-mono text-[0.8125rem] text-muted">
                  {scope}
                </code>
              ))}
            </li>
          ))}
        </ul>
      </Part>
      {parameters.length > 0 && (
        <Part title="Parameters">
          <ul className="api-list">
            {parameters.map(({ name, in: place, required, description, schema }) => (
              <Field
                key={`${place} ${name}`}
                name={name}
                type={`${place}, ${typeText(document, schema)}`}
                note={required ? "required" : undefined}
                description={description}
              />
            ))}
          </ul>
        </Part>
      )}
      {body?.schema && (
        <Part title="Body">
          <Fields document={document} schema={body.schema} />
        </Part>
      )}
      <Responses document={document} operation={operation} />
    </>
  );
}
