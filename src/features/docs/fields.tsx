import type { ReactNode } from "react";
import { type ApiDocument, resolve, type Schema } from "./document";
import { InlineMarkdown } from "./markdown";
import { fieldsOf, typeText } from "./schema-text";
import "./docs.css";

const MAX_DEPTH = 4; // a schema may refer to itself

type FieldProps = { name: string; type: string; note?: string; description?: string; children?: ReactNode };

/** @param note whether it is required or optional, whichever is the exception */
export function Field({ name, type, note, description, children }: FieldProps) {
  return (
    <li className="api-field">
      <p>
        <code>{name}</code>
        <span>{type}</span>
        {note && <em>{note}</em>}
      </p>
      {description && (
        <p>
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
    <ul className={depth === 0 ? "api-list" : undefined}>
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
