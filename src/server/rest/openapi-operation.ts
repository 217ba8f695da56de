import "server-only";
import { STATUS_CODES } from "node:http";
import { ERROR_REASONS } from "@/domain/error-reason";
import { IDEMPOTENCY_KEY_PATTERN, MAX_BODY_BYTES } from "@/domain/limits";
import { examples } from "./openapi-examples";
import { schemaOf } from "./openapi-schemas";
import type { JsonSchema, Route } from "./routes";

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

/** A query has no null: what may be null may be left out. */
function withoutNull(schema: JsonSchema): JsonSchema {
  const [only, ...more] = schema.anyOf?.filter((it) => (it as JsonSchema).type !== "null") ?? [];
  return only && more.length === 0 ? (only as JsonSchema) : schema;
}

const header = (description: string) => ({ description, schema: { type: "string" } });

/** Headers of answers, each told once. */
export const HEADERS = {
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
      409: [refuses?.[409], "This very request is being answered right now (IN_FLIGHT)."].filter(Boolean).join(" Or: "),
      422: "This idempotency key came with another input before (KEY_REUSED).",
    }),
  };
  return refusals as Record<string, string>;
}

/** What a refusal looks like: with the first reason that its description names, and for a bad input with an issue. */
function problemOf(status: number, description: string) {
  const reason = ERROR_REASONS.find((it) => description.includes(`(${it})`));
  const issues = status === 400 ? [{ path: "limit", message: "At most 100, please." }] : undefined;
  const kind = { type: "about:blank", title: STATUS_CODES[status], status, detail: description };
  return { ...kind, code: CODES[status], message: description, requestId: examples.requestId, reason, issues };
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
    ...(route.status !== 204 && { content: { "application/json": { schema: schemaOf(route.output, route.name) } } }),
  };
  const refusals = Object.entries(refusalsOf(route)).map(([status, description]) => {
    const more = status === "401" || status === "403" ? (["WWW-Authenticate"] as const) : [];
    const wait = status === "429" ? (["Retry-After"] as const) : [];
    const example = problemOf(Number(status), description);
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

/** One operation of the document: what it takes, and everything that it can answer. */
export function operationOf(route: Route) {
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
