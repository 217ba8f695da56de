import "server-only";
import { z } from "zod";
import type { Meta, Rest } from "@/server/core/meta";
import { appRouter } from "@/server/routers/_app";

/** Where the REST door is. */
export const REST_BASE = "/api/v1";

export type JsonSchema = z.core.JSONSchema.JSONSchema;

/** A procedure as the REST door sees it. */
export type Route = Rest & {
  /** `order.byId` */
  procedure: string;
  meta: Meta;
  /** Matches a path; its groups are the fields in it. */
  pattern: RegExp;
  pathFields: Record<string, JsonSchema>;
  /** The fields that come in the query or the body, as JSON Schema says what they may be. */
  fields: Record<string, JsonSchema>;
  required: readonly string[];
  output: z.ZodType;
};

/** What JSON Schema should say otherwise than zod does: dates are text in JSON, and no integer needs JavaScript's bounds. */
export function toJsonSchema({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: JsonSchema }) {
  if (zodSchema._zod.def.type === "date") Object.assign(jsonSchema, { type: "string", format: "date-time" });
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}

/** The operations of the REST door: those procedures whose meta says where they are to be found. */
export const routes: readonly Route[] = Object.entries<{ _def: unknown }>(appRouter._def.procedures as never).flatMap(
  ([procedure, { _def }]) => {
    const { meta = {}, inputs, output } = _def as { meta?: Meta; inputs: z.ZodObject[]; output: z.ZodType };
    if (!meta.rest) return [];
    const inPath = [...meta.rest.path.matchAll(/\{(\w+)\}/g)].map(([, field = ""]) => field);
    const input = inputs.reduce((all, one) => all.extend(one.shape), z.object({}));
    const options = { io: "input", unrepresentable: "any", override: toJsonSchema } as const;
    const { properties = {}, required = [] } = z.toJSONSchema(input, options);
    // The version comes in If-Match, what stands in the path comes from there, and the rest is sent.
    const elsewhere = meta.rest.etag === "version" ? [...inPath, "version"] : inPath;
    const pick = (wanted: (name: string) => boolean) =>
      Object.fromEntries(Object.entries(properties).filter(([name]) => wanted(name))) as Record<string, JsonSchema>;
    return {
      ...meta.rest,
      procedure,
      meta,
      output,
      pathFields: pick((name) => inPath.includes(name)),
      pattern: new RegExp(`^${meta.rest.path.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`),
      fields: pick((name) => !elsewhere.includes(name)),
      required: required.filter((name) => !elsewhere.includes(name)),
    };
  },
);
