import "server-only";
import { STATUS_CODES } from "node:http";
import { z } from "zod";
import { Account } from "@/domain/account.schema";
import { ERROR_REASONS, MAX_ISSUES } from "@/domain/error-reason";
import { IDEMPOTENCY_KEY_PATTERN, MAX_BODY_BYTES } from "@/domain/limits";
import { Order, OrderEvent, OrderLine, OrderPage, OrderStatus, OrderSummary } from "@/domain/order.schema";
import { Product, ProductPage } from "@/domain/product.schema";
import { MadeToken, Token, TokenList, TokenPair, TokenScope } from "@/domain/token.schema";
import { clientAddress } from "../client-address";
import { charge } from "../rate-limit";
import { answerJson, answerOtherMethod, publicHeaders } from "./answer";
import { examples } from "./openapi-examples";
import { type JsonSchema, REST_BASE, type Route, routes, toJsonSchema } from "./rest-routes";

/** Raised by who changes the contract: the first number for what breaks clients, the second for what is new. */
const VERSION = "1.0.0";

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

const CODES: Record<number, string> = {
  400: "BAD_REQUEST",
  401: "UNAUTHORIZED",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  409: "CONFLICT",
  412: "PRECONDITION_FAILED",
  413: "PAYLOAD_TOO_LARGE",
  415: "UNSUPPORTED_MEDIA_TYPE",
  422: "UNPROCESSABLE_CONTENT",
  429: "TOO_MANY_REQUESTS",
  503: "SERVICE_UNAVAILABLE",
};

const DESCRIPTION = `The order desk for scripts, apps and partner sites. It calls the very procedures that our own pages call.

**Who you are.** Log in for an access token, or make a personal token at \`/account/tokens\`, and send it as
\`Authorization: Bearer ...\`. A personal token does what its scopes say. If there is an Authorization header, cookies
are not read.

**Lists** come in pages: pass \`nextCursor\` of one as \`cursor\` of the next, until it is null. Times are UTC in ISO 8601,
money is in cents.

**Errors** are problem details (RFC 9457): \`code\` says what kind, \`reason\` which one of that kind, \`issues\` which field
of the input and what to do, \`requestId\` under which id our log has it. A method that a path does not have is 405 with
\`Allow\`; anything unexpected is 500, without details.`;

/** A named schema is referred to, any other stands where it is used. */
function schemaOf(schema: z.ZodType): JsonSchema {
  const name = Object.entries(NAMED).find(([, named]) => named === schema)?.[0];
  if (!name) throw new Error("An output has no name in the document. Add it to NAMED in openapi.ts.");
  return { $ref: `#/components/schemas/${name}` };
}

function componentSchemas() {
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

/** A query has no null: what may be null may be left out. */
function withoutNull(schema: JsonSchema): JsonSchema {
  const [only, ...more] = schema.anyOf?.filter((it) => (it as JsonSchema).type !== "null") ?? [];
  return only && more.length === 0 ? (only as JsonSchema) : schema;
}

const header = (description: string) => ({ description, schema: { type: "string" } });

/** Headers of answers, each told once. */
const HEADERS = {
  "X-Request-Id": header("The id of this request in our log."),
  ETag: header("The entity tag of this answer."),
  "Idempotency-Replayed": header("true, if this answer was given before under the same key."),
  Location: header("Where to find what was made."),
  RateLimit: header("What is left of the limit that this call counted against (draft-ietf-httpapi-ratelimit-headers)."),
  "RateLimit-Policy": header("That limit: how many calls in how many seconds."),
  "Retry-After": header("After how many seconds to try again."),
  "WWW-Authenticate": header("What kind of token is wanted, and what is wrong with the one that came (RFC 6750)."),
};
/** What every answer has. */
const ALWAYS = ["X-Request-Id", "RateLimit", "RateLimit-Policy"] as const;
const headersOf = (...names: (keyof typeof HEADERS)[]) =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));

/** A header of a request. Its example stands in the schema: a console would otherwise send it unasked. */
const sent = (description: string, ...examples: string[]) => ({ description, schema: { type: "string", examples } });

const IF_MATCH = sent("The entity tag that you read before.", '"0"');
const IF_NONE_MATCH = sent("The entity tag of the answer that you have: 304 if it still holds.", '"0"');
const IDEMPOTENCY_KEY = {
  description: `A key of your choice, new for each new order: who sends the request again with it, within 24 hours, gets
the first answer again, marked with Idempotency-Replayed.`,
  schema: {
    type: "string",
    pattern: IDEMPOTENCY_KEY_PATTERN.source,
    examples: ["0d7f3c1e-9f5b-4b0e-8a55-1f6a2a3c4d5e"],
  },
};

function parametersOf(route: Route) {
  const { method, etag, idempotent, pathFields, fields, required } = route;
  const parameter = (place: string, name: string, rest: object) => ({ name, in: place, ...rest });
  const query = method === "GET" || method === "DELETE" ? Object.entries(fields) : [];
  return [
    ...Object.entries(pathFields).map(([name, schema]) =>
      parameter("path", name, { required: true, schema, ...examples.parameters[name] }),
    ),
    ...query.map(([name, schema]) => {
      const { description, example } = examples.parameters[name] ?? {};
      const shown = { ...withoutNull(schema), ...(example !== undefined && { examples: [example] }) };
      return parameter("query", name, { required: required.includes(name), description, schema: shown });
    }),
    ...(method === "PATCH" && etag === "version" ? [parameter("header", "If-Match", IF_MATCH)] : []),
    ...(idempotent ? [parameter("header", "Idempotency-Key", IDEMPOTENCY_KEY)] : []),
    ...(method === "GET" && etag ? [parameter("header", "If-None-Match", IF_NONE_MATCH)] : []),
  ];
}

function bodyOf(route: Route) {
  if (route.method !== "POST" && route.method !== "PATCH") return undefined;
  const known = { properties: route.fields, required: [...route.required], additionalProperties: false };
  const schema = { type: "object", ...known };
  if (Object.keys(route.fields).length === 0) return undefined;
  const example = examples.requests[route.name];
  return { required: route.required.length > 0, content: { "application/json": { schema, example } } };
}

/** Every refusal that an operation can give: by its place on the ladder, by its method, and what its meta adds. */
function refusalsOf({ meta, method, idempotent, refuses }: Route): Record<string, string> {
  const { access, owned, scope } = meta;
  const known = access !== "public";
  const writes = method !== "GET";
  const personal = scope ? `A personal token lacks the scope ${scope}` : "This is not for personal tokens";
  const refusals: Partial<Record<number, string>> = {
    400: "The input is not valid: see `issues`.",
    ...(known && {
      401: "Nobody has signed in, or by a token or cookie that does not count any more (TOKEN_INVALID).",
    }),
    403: `${personal} (INSUFFICIENT_SCOPE)${writes ? "; or another site writes with a cookie (CROSS_SITE)" : ""}.`,
    ...(owned && { 404: "It does not exist, or is not yours." }),
    ...(writes && {
      413: `The body is larger than ${MAX_BODY_BYTES / 1024} KB.`,
      415: "The body is not sent as application/json.",
    }),
    429: "That was too often (RATE_LIMITED). Come back after the seconds in Retry-After.",
    503: "The database is away. Try again shortly.",
    ...refuses,
    ...(idempotent && {
      409: `${refuses?.[409]} Or this very request is being answered right now (IN_FLIGHT).`,
      422: "This idempotency key came with another input before (KEY_REUSED).",
    }),
  };
  return refusals as Record<string, string>;
}

/** What no operation means to give. */
const UNEXPECTED = {
  description: "A fault of ours (500), told without details: our log has them under the request's id.",
  headers: headersOf(...ALWAYS),
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
};

function responsesOf(route: Route) {
  const etag = route.etag ? (["ETag"] as const) : [];
  const location = route.location ? (["Location"] as const) : [];
  const replayed = route.idempotent ? (["Idempotency-Replayed"] as const) : [];
  const success = {
    description: route.status === 204 ? "Done; there is nothing to tell." : route.summary,
    headers: headersOf(...ALWAYS, ...etag, ...location, ...replayed),
    ...(route.status !== 204 && { content: { "application/json": { schema: schemaOf(route.output) } } }),
  };
  const refusals = Object.entries(refusalsOf(route)).map(([status, description]) => {
    const more = status === "401" || status === "403" ? (["WWW-Authenticate"] as const) : [];
    const wait = status === "429" ? (["Retry-After"] as const) : [];
    const example = {
      ...{ type: "about:blank", title: STATUS_CODES[status], status: Number(status), detail: description },
      ...{ code: CODES[Number(status)], message: description, requestId: examples.requestId },
    };
    const content = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" }, example } };
    return [status, { description, headers: headersOf(...ALWAYS, ...more, ...wait), content }];
  });
  return {
    [route.status ?? 200]: success,
    ...(route.method === "GET" &&
      route.etag && {
        304: { description: "What you have still holds.", headers: headersOf(...ALWAYS, ...etag) },
      }),
    ...Object.fromEntries(refusals),
    default: UNEXPECTED,
  };
}

function securityOf({ meta }: Route) {
  const personal = meta.scope ? [{ personalToken: [meta.scope] }] : [];
  if (meta.access === "public") return [{}, ...personal];
  return [{ accessToken: [] }, ...personal, { sessionCookie: [] }];
}

function operationOf(route: Route) {
  const [resource = ""] = route.procedure.split(".");
  const { name, summary, description } = route;
  return {
    operationId: name,
    tags: [resource],
    summary,
    description,
    security: securityOf(route),
    parameters: parametersOf(route),
    requestBody: bodyOf(route),
    responses: responsesOf(route),
  };
}

/** The contract with everyone who is not our page (OpenAPI 3.1), as the router's procedures say it. */
export function openApiDocument() {
  const paths: Record<string, Record<string, ReturnType<typeof operationOf>>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) };
  }
  const bearer = (bearerFormat: string, description: string) => ({
    type: "http",
    scheme: "bearer",
    bearerFormat,
    description,
  });
  const securitySchemes = {
    accessToken: bearer("JWT", "An access token, from POST /login. It counts for 15 minutes."),
    personalToken: bearer("rtp_...", "A personal token, from /account/tokens. It does what its scopes say."),
    sessionCookie: {
      type: "apiKey",
      in: "cookie",
      name: "__Host-roundtrip.session",
      description: "Our own pages' session. Over plain http, as in development, it is called roundtrip.session.",
    },
  };
  const document = {
    openapi: "3.1.0",
    info: {
      title: "Roundtrip",
      version: VERSION,
      description: DESCRIPTION,
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: REST_BASE }],
    tags: [...new Set(routes.map((route) => route.procedure.split(".")[0]))].map((name) => ({ name })),
    paths,
    components: { securitySchemes, headers: HEADERS, schemas: componentSchemas() },
  };
  return JSON.parse(JSON.stringify(document)) as typeof document; // without what is undefined
}

/** The door of the document itself. */
export async function answerDocument(request: Request): Promise<Response> {
  if (request.method !== "GET" && request.method !== "HEAD") return answerOtherMethod(request, ["GET", "HEAD"]);
  await charge("browse", clientAddress(request.headers));
  const document = openApiDocument();
  return answerJson(request, document, 200, publicHeaders(document));
}
