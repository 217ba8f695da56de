import type { ReactNode } from "react";
import { type ApiDocument, resolve, type Schema } from "./document";
import { InlineMarkdown } from "./markdown";
import { fieldsOf, typeText } from "./schema-text";

const MAX_DEPTH = 4; // a schema may refer to itself

type FieldProps = { name: string; type: string; note?: string; description?: string; children?: ReactNode };

/** @param note whether it is required or optional, whichever is the exception */
export function Field({ name, type, note, description, children }: FieldProps) {
  return (
    <li className="py-2.5">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <code className="wrap-anywhere font-medium font-mono text-[0.8125rem]">{name}</code>
        <span className="wrap-anywhere text-muted text-xs">{type}</span>
        {note && <span className="text-warn text-xs">{note}</span>}
      </p>
      {description && (
        <p className="mt-0.5 text-muted text-sm">
          <InlineMarkdown text={description} />
        </p>
      )}
      {children}
    </li>
  );
}

type Props = { document: ApiDocument; schema: Schema; depth?: number };

/** The fields of a schema, with those of its objects and lists below them. */
export function Fields({ document, schema, depth = 0 }: Props) {
  const fields = depth < MAX_DEPTH ? fieldsOf(document, schema) : [];
  if (fields.length === 0) return null;
  return (
    <ul className={depth === 0 ? "divide-y divide-line" : "mt-1 border-line border-l pl-4"}>
      {fields.map(({ name, schema, required }) => (
        <Field
          key={name}
          name={name}
          type={typeText(document, schema)}
          note={required ? undefined : "optional"}
          description={resolve(document, schema).description}
        >
          <Fields document={document} schema={schema} depth={depth + 1} />
        </Field>
      ))}
    </ul>
  );
}
