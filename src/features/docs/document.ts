/** The parts of an OpenAPI 3.1 document that the docs show. */

export type Schema = {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  description?: string;
  default?: unknown;
  examples?: unknown[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
};
export type Parameter = {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema: Schema;
  example?: unknown;
};
type Content = Record<string, { schema?: Schema; example?: unknown }>;
export type Response = {
  description: string;
  headers?: Record<string, { $ref?: string; description?: string }>;
  content?: Content;
};
export type Operation = {
  method: string;
  path: string;
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  security: Record<string, string[]>[];
  parameters: Parameter[];
  requestBody?: { required?: boolean; content: Content };
  responses: Record<string, Response>;
};
export type SecurityScheme = { type: string; scheme?: string; description?: string };
export type ApiDocument = {
  info: { description: string };
  servers: { url: string }[];
  tags: { name: string }[];
  paths: Record<string, Record<string, Omit<Operation, "method" | "path">>>;
  components: { securitySchemes: Record<string, SecurityScheme>; [kind: string]: Record<string, object> };
};

/** The operations by their first tag, in the order of the document. */
export function operationsByTag({ tags, paths }: ApiDocument): { tag: string; operations: Operation[] }[] {
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
  );
  return tags.map(({ name }) => ({ tag: name, operations: all.filter((operation) => operation.tags[0] === name) }));
}

/** Replaces a reference such as `#/components/schemas/Token` by its target. */
export function resolve<Value extends { $ref?: string }>(document: ApiDocument, value: Value): Value {
  const [kind, name] = value.$ref?.split("/").slice(2) ?? [];
  if (!kind || !name) return value;
  const { $ref: _, ...rest } = value;
  return { ...(document.components[kind]?.[name] as Value), ...rest };
}

/** The media type of a body or response, its example, and its schema. */
export function contentOf(document: ApiDocument, content: Content | undefined) {
  const [entry] = Object.entries(content ?? {});
  if (!entry) return undefined;
  const [mediaType, { schema, example }] = entry;
  const resolved = schema && resolve(document, schema);
  return { mediaType, schema: resolved, example: example ?? resolved?.examples?.[0] };
}

/** `personalToken` as "Personal token". */
export function titleOf(name: string): string {
  const words = name.replace(/([a-z])([A-Z])/g, (_, before, after) => `${before} ${after.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
