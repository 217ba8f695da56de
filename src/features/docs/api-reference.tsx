import { type ApiDocument, operationsByTag, titleOf } from "./document";
import { Markdown } from "./markdown";
import { OpenTarget } from "./open-target";
import { OperationView } from "./operation-view";
import { TokenProvider } from "./token";

type Props = {
  /** The OpenAPI document: JSON, so its type is checked nowhere. */
  json: object;
  /** For commands in a terminal. */
  origin: string;
};

/** All operations of the REST API, as its document describes them. */
export function ApiReference({ json, origin }: Props) {
  const document = json as ApiDocument;
  return (
    <TokenProvider
      header={
        <div className="grid gap-3 text-[0.9375rem] text-muted">
          <Markdown text={document.info.description} />
        </div>
      }
    >
      <OpenTarget />
      <div className="grid gap-12">
        {operationsByTag(document).map(({ tag, operations }) => (
          <section key={tag} aria-labelledby={`tag-${tag}`} className="grid gap-2">
            <h2 id={`tag-${tag}`} className="mb-2 font-display text-3xl">
              {titleOf(tag)}
            </h2>
            {operations.map((operation) => (
              <OperationView key={operation.operationId} document={document} operation={operation} origin={origin} />
            ))}
          </section>
        ))}
      </div>
    </TokenProvider>
  );
}
