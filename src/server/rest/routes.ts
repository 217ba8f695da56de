import "server-only";
import type { AnyRouter, TRPCProcedureType } from "@trpc/server";
import type { z } from "zod";
import { limitOf, type Meta, type Rest } from "@/server/core/meta";
import type { LimitName } from "@/server/platform/rate-limit";
import { appRouter } from "@/server/routers/_app";
import { closedWithout, fieldsOf, inputSchemaOf, type JsonSchema, refOf, requiredOf } from "./json-schema";

export type { JsonSchema } from "./json-schema";

/** Where the REST API begins. */
export const REST_BASE = "/api/v1";

/** A procedure as an operation of the REST API. */
export type Route = Rest & {
  /** `token.revoke` */
  procedure: string;
  meta: Meta;
  limit: LimitName;
  /** Matches a path; its groups are the fields in it. */
  pattern: RegExp;
  pathFields: Record<string, JsonSchema>;
  /** The fields in the query or the body. */
  fields: Record<string, JsonSchema>;
  required: readonly string[];
  /** The schema of the body; the fields in the path and the version are left out. */
  body: JsonSchema;
  output: z.ZodType;
  examples?: readonly unknown[];
};

/** The group of a procedure: `admin.review.delete` belongs to `admin.review`. */
export const tagOf = (procedure: string) => procedure.split(".").slice(0, -1).join(".");

type Procedure = { _def: { type: TRPCProcedureType; meta?: Meta; inputs: z.ZodType[]; output?: z.ZodType } };

/** Several inputs of a procedure are one: all of them must be valid. */
const mergeInputs = (schemas: readonly JsonSchema[]): JsonSchema =>
  schemas.length === 1 ? (schemas[0] as JsonSchema) : { allOf: [...schemas], type: "object" };

/**
 * The operations of a router: the procedures whose meta has `rest`.
 * @throws Error naming an operation that could not be called or documented, and what to do
 */
export function createRoutes(router: AnyRouter): readonly Route[] {
  const procedures = Object.entries(router._def.procedures as Record<string, Procedure>);
  const routes = procedures.flatMap(([procedure, { _def }]) =>
    _def.meta?.rest ? [createRoute(procedure, _def.meta, _def.meta.rest, _def)] : [],
  );
  const keyOf = ({ method, path }: Route) => `${method} ${path.replaceAll(/\{\w+\}/g, "{}")}`;
  for (const [index, route] of routes.entries()) {
    const same = routes.slice(0, index).find((it) => keyOf(it) === keyOf(route) || it.name === route.name);
    if (same) {
      throw new Error(
        `${route.procedure} and ${same.procedure} have the same REST operation (${keyOf(route)}, ${route.name}). Change \`rest\` in the meta of one of them.`,
      );
    }
  }
  return routes;
}

function createRoute(procedure: string, meta: Meta, rest: Rest, { type, inputs, output }: Procedure["_def"]): Route {
  const pathNames = [...rest.path.matchAll(/\{(\w+)\}/g)].map(([, field = ""]) => field);
  const input = mergeInputs(inputs.map(inputSchemaOf));
  const fields = fieldsOf(input);
  const fail = (problem: string) => {
    throw new Error(`The REST operation ${rest.name} (${procedure}) ${problem}`);
  };
  if (inputs.length && !Object.keys(fields).length && !isEmptyObject(input)) {
    fail("needs an object as its input, or a union of objects: REST fields have names.");
  }
  for (const name of pathNames) {
    if (!fields[name]) fail(`has {${name}} in its path, but no such field in its input. Add it to the input schema.`);
  }
  if (!output) fail("has no output schema. Add .output(...).");
  else if (rest.status !== 204) refOf(output, rest.name);

  // The version comes in If-Match, the path fields in the path, the others in the query or the body.
  const elsewhere = rest.etag === "version" ? [...pathNames, "version"] : pathNames;
  const pick = (isWanted: (name: string) => boolean) =>
    Object.fromEntries(Object.entries(fields).filter(([name]) => isWanted(name)));
  return {
    ...rest,
    procedure,
    meta,
    limit: limitOf(meta, type),
    output: output as z.ZodType,
    pathFields: pick((name) => pathNames.includes(name)),
    pattern: new RegExp(`^${rest.path.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`),
    fields: pick((name) => !elsewhere.includes(name)),
    required: requiredOf(input).filter((name) => !elsewhere.includes(name)),
    body: closedWithout(input, elsewhere),
    examples: inputs.flatMap((it) => (it.meta()?.examples as unknown[] | undefined) ?? []),
  };
}

/** Whether a schema without fields really takes none; a record takes any, but REST could not name them. */
const isEmptyObject = ({ type, anyOf, oneOf, allOf, additionalProperties }: JsonSchema): boolean =>
  type === "object" &&
  !anyOf &&
  !oneOf &&
  !additionalProperties &&
  (!allOf || allOf.every((it) => isEmptyObject(it as JsonSchema)));

/** The operations of the REST API. */
export const routes = createRoutes(appRouter);
