import { type ApiDocument, contentOf, type Operation, type Parameter, resolve } from "./document";
import type { RequestInput, RequestTemplate } from "./request";

/** The parts of an operation that its form needs. */
export function templateOf(document: ApiDocument, operation: Operation): RequestTemplate {
  const { method, path, parameters, requestBody, security } = operation;
  const schemes = security.flatMap((it) => Object.keys(it));
  const example = contentOf(document, requestBody?.content)?.example;
  return {
    method,
    path,
    inputs: parameters.map((parameter) => inputOf(document, parameter)),
    ...(requestBody && { body: JSON.stringify(example ?? {}, null, 2) }),
    acceptsToken: schemes.some((name) => document.components.securitySchemes[name]?.scheme === "bearer"),
  };
}

function inputOf(
  document: ApiDocument,
  { name, in: place, required = false, description, ...rest }: Parameter,
): RequestInput {
  const schema = resolve(document, rest.schema);
  const options = schema.type === "boolean" ? ["true", "false"] : schema.enum?.map(String);
  const example = String(rest.example ?? schema.examples?.[0] ?? "");
  return { name, in: place, required, isList: schema.type === "array", description, options, example };
}
