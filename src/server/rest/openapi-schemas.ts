import "server-only";
import { z } from "zod";
import { Account } from "@/domain/account.schema";
import { ERROR_REASONS, MAX_ISSUES } from "@/domain/error-reason";
import { Order, OrderEvent, OrderLine, OrderPage, OrderStatus, OrderSummary } from "@/domain/order.schema";
import { Product, ProductPage } from "@/domain/product.schema";
import { MadeToken, Token, TokenList, TokenPair, TokenScope } from "@/domain/token.schema";
import { examples } from "./openapi-examples";
import { type JsonSchema, toJsonSchema } from "./routes";

/** An error at this door (RFC 9457). */
const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
  message: z.string(),
  requestId: z.string(),
  reason: z.enum(ERROR_REASONS).optional(),
  issues: z
    .array(z.object({ path: z.string(), message: z.string() }))
    .max(MAX_ISSUES)
    .optional(),
});

/** What has a name in the document, and in clients that are generated from it. */
const NAMED = {
  ...{ Account, Problem, MadeToken, Token, TokenList, TokenPair, TokenScope, Product, ProductPage },
  ...{ Order, OrderEvent, OrderLine, OrderPage, OrderStatus, OrderSummary },
};

/** Refers to a schema by its name in the document. */
export function schemaOf(schema: z.ZodType, operation: string): JsonSchema {
  const name = Object.entries(NAMED).find(([, named]) => named === schema)?.[0];
  if (!name) throw new Error(`The output of ${operation} has no name. Add it to NAMED in openapi-schemas.ts.`);
  return { $ref: `#/components/schemas/${name}` };
}

/** All that have a name, as JSON Schema with an example. */
export function componentSchemas() {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(NAMED)) registry.add(schema, { id });
  const uri = (id: string) => `#/components/schemas/${id}`;
  const { schemas } = z.toJSONSchema(registry, { io: "output", uri, unrepresentable: "any", override: toJsonSchema });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema, $id, ...schema }]) => {
      const example = examples.schemas[name];
      return [name, example === undefined ? schema : { ...schema, examples: [example] }];
    }),
  );
}
