import "server-only";
import { STATUS_CODES } from "node:http";
import { ERROR_REASONS } from "@/domain/error-reason";
import { IDEMPOTENCY_KEY_PATTERN, MAX_BODY_BYTES } from "@/domain/limits";
import { scopesOf } from "@/server/core/meta";
import { type JsonSchema, refOf } from "./json-schema";
import { type Route, tagOf } from "./routes";

const EXAMPLE_REQUEST_ID = "3f0c1f0a-8f6e-4d8f-9a55-0d6f4a6c2b11";

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

/** A URL has no null: what may be null may be left out. */
function withoutNull({ anyOf, ...rest }: JsonSchema): JsonSchema {
  const [only, ...more] = anyOf?.filter((it) => (it as JsonSchema).type !== "null") ?? [];
  return only && more.length === 0 ? { ...(only as JsonSchema), ...rest } : { ...(anyOf && { anyOf }), ...rest };
}

const header = (description: string) => ({ description, schema: { type: "string" } });

/** Headers of responses, described once. */
export const HEADERS = {
  "X-Request-Id": header("The id of this request in our log."),
  ETag: header("The entity tag of this response."),
  "Idempotency-Replayed": header("true, if this response was stored under the same key."),
  Location: header("The path of the created row."),
  RateLimit: header("What is left of the rate limit of this call (draft-ietf-httpapi-ratelimit-headers)."),
  "RateLimit-Policy": header("The rate limit: calls per window in seconds."),
  "Retry-After": header("Seconds to wait before a retry."),
  "WWW-Authenticate": header("The expected kind of token, and what is wrong with the one that was sent (RFC 6750)."),
};
/** Headers of every response. */
const ALWAYS = ["X-Request-Id", "RateLimit", "RateLimit-Policy"] as const;
const headersOf = (...names: (keyof typeof HEADERS)[]) =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));

/** A header of a request. Its example is part of the schema: a console would otherwise send it unasked. */
const requestHeader = (description: string, ...examples: string[]) => ({
  description,
  schema: { type: "string", examples },
});

const ENTITY_TAG = '"xk3v9q2m7c1r8t5w0z4b6n2d.0"';
const IF_MATCH = requestHeader("The entity tag that the change is based on.", ENTITY_TAG);
const IF_NONE_MATCH = requestHeader("The entity tag of a cached response: 304 if it is still valid.", ENTITY_TAG);
const IDEMPOTENCY_KEY = {
  description: `A key of your choice, new for each new request. A retry with the same key within 24 hours gets the stored
response, marked with Idempotency-Replayed.`,
  schema: {
    type: "string",
    pattern: IDEMPOTENCY_KEY_PATTERN.source,
    examples: ["0d7f3c1e-9f5b-4b0e-8a55-1f6a2a3c4d5e"],
  },
};

function parametersOf(route: Route) {
  const { method, etag, meta, pathFields, fields, required } = route;
  const parameter = (place: string, name: string, rest: object) => ({ name, in: place, ...rest });
  const query = method === "GET" || method === "DELETE" ? Object.entries(fields) : [];
  return [
    ...Object.entries(pathFields).map(([name, { examples, description, ...schema }]) =>
      parameter("path", name, { required: true, description, schema, example: examples?.[0] }),
    ),
    ...query.map(([name, field]) => {
      const { description, ...schema } = withoutNull(field);
      return parameter("query", name, { required: required.includes(name), description, schema });
    }),
    ...(method === "PATCH" && etag === "version" ? [parameter("header", "If-Match", IF_MATCH)] : []),
    ...(meta.idempotent ? [parameter("header", "Idempotency-Key", IDEMPOTENCY_KEY)] : []),
    ...(method === "GET" && etag ? [parameter("header", "If-None-Match", IF_NONE_MATCH)] : []),
  ];
}

function bodyOf(route: Route) {
  if (route.method !== "POST" && route.method !== "PATCH") return undefined;
  if (Object.keys(route.fields).length === 0) return undefined;
  const [example] = route.examples ?? [];
  const content = { "application/json": { schema: withoutExamples(route.body), example } };
  return { required: route.required.length > 0, content };
}

/** The body has an example of its own; those of its fields would repeat it. */
function withoutExamples(value: unknown): JsonSchema {
  if (Array.isArray(value)) return value.map(withoutExamples) as unknown as JsonSchema;
  if (typeof value !== "object" || value === null) return value as JsonSchema;
  const entries = Object.entries(value).filter(([name, child]) => name !== "examples" || !Array.isArray(child));
  return Object.fromEntries(entries.map(([name, child]) => [name, withoutExamples(child)])) as JsonSchema;
}

/** Every error of an operation: of its base procedure, its method, and what its meta adds. */
function errorsOf({ meta, method, errors }: Route): Record<string, string> {
  const { access, owned, idempotent, proof } = meta;
  const isWrite = method !== "GET";
  const scopes = scopesOf(meta);
  const personal = scopes.length
    ? `The personal token lacks the scope ${scopes.join(" or ")}`
    : "Personal tokens are not accepted";
  const stale = ", or the last proof is older than 10 minutes (FRESH_PROOF_REQUIRED): see POST /me/proof";
  const all: Partial<Record<number, string>> = {
    400: "Invalid input: see `issues`.",
    ...(access !== "public" && { 401: "Missing, invalid or expired credentials (TOKEN_INVALID)." }),
    403: `${personal} (INSUFFICIENT_SCOPE)${proof ? stale : ""}${isWrite ? ", or a cross-site request with a cookie (CROSS_SITE)" : ""}.`,
    ...(owned && { 404: "Missing, or not yours." }),
    ...(isWrite && {
      413: `The body is larger than ${MAX_BODY_BYTES / 1024} KB.`,
      415: "The content type is not application/json.",
    }),
    429: "Too many requests (RATE_LIMITED). Wait for the seconds in Retry-After.",
    503: "Unavailable. Wait for the seconds in Retry-After.",
    ...errors,
    ...(idempotent && {
      409: [errors?.[409], "The same request is being processed (IN_FLIGHT)."].filter(Boolean).join(" Or: "),
      422: "The idempotency key was used for another request (KEY_REUSED).",
    }),
  };
  return all as Record<string, string>;
}

/** The example of an error: with the first reason in its description, and for invalid input with an issue. */
function problemExample(status: number, description: string) {
  const reason = ERROR_REASONS.find((it) => description.includes(`(${it})`));
  const issues = status === 400 ? [{ path: "limit", message: "Must be at most 100." }] : undefined;
  const kind = { type: "about:blank", title: STATUS_CODES[status], status, detail: description };
  return { ...kind, code: CODES[status], message: description, requestId: EXAMPLE_REQUEST_ID, reason, issues };
}

const UNEXPECTED = {
  description: "Unexpected server error (500), without details: our log has them under the request id.",
  headers: headersOf(...ALWAYS),
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
};

function responsesOf(route: Route) {
  const etag = route.etag ? (["ETag"] as const) : [];
  const location = route.location ? (["Location"] as const) : [];
  const replayed = route.meta.idempotent ? (["Idempotency-Replayed"] as const) : [];
  const success = {
    description: route.status === 204 ? "No content" : (route.result ?? route.summary),
    headers: headersOf(...ALWAYS, ...etag, ...location, ...replayed),
    ...(route.status !== 204 && {
      content: { "application/json": { schema: { $ref: refOf(route.output, route.name) } } },
    }),
  };
  const errors = Object.entries(errorsOf(route)).map(([status, description]) => {
    const challenge = status === "401" || status === "403" ? (["WWW-Authenticate"] as const) : [];
    const retry = status === "429" || status === "503" ? (["Retry-After"] as const) : [];
    const example = problemExample(Number(status), description);
    const content = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" }, example } };
    return [status, { description, headers: headersOf(...ALWAYS, ...challenge, ...retry), content }];
  });
  return {
    [route.status ?? 200]: success,
    ...(route.method === "GET" &&
      route.etag && {
        304: { description: "Not modified", headers: headersOf(...ALWAYS, ...etag) },
      }),
    ...Object.fromEntries(errors),
    default: UNEXPECTED,
  };
}

function securityOf({ meta }: Route) {
  const personal = scopesOf(meta).map((scope) => ({ personalToken: [scope] }));
  if (meta.access === "public") return [{}, ...personal];
  return [{ accessToken: [] }, ...personal, { sessionCookie: [] }];
}

/** One operation of the document: its input and every response. */
export function operationOf(route: Route) {
  const { name, procedure, summary, description } = route;
  return {
    operationId: name,
    tags: [tagOf(procedure)],
    summary,
    description,
    security: securityOf(route),
    parameters: parametersOf(route),
    requestBody: bodyOf(route),
    responses: responsesOf(route),
  };
}
