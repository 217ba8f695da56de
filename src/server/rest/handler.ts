import "server-only";
import type { AnyRouter } from "@trpc/server";
import { MAX_BODY_BYTES } from "@/domain/limits";
import { createContext } from "@/server/core/context";
import { badRequest, endpointNotFound } from "@/server/core/errors";
import type { ResponseState } from "@/server/core/response-state";
import { createCallerFactory } from "@/server/core/trpc";
import type { EndpointOptions } from "@/server/http/guard";
import { toProblemResponse } from "@/server/http/problem-response";
import { jsonResponse, otherMethodResponse, publicHeaders } from "@/server/http/response";
import { nameRequest } from "@/server/platform/tracing";
import { entriesOf, mayBe, unknownFieldsOf } from "./json-schema";
import { type JsonSchema, REST_BASE, type Route } from "./routes";

/** The operations of a router as an endpoint for the guard. */
export const restEndpoint = (router: AnyRouter, routes: readonly Route[]): EndpointOptions => ({
  maxBytes: MAX_BODY_BYTES,
  contentTypes: ["application/json"],
  handle: createHandler(router, routes),
  toErrorResponse: toProblemResponse,
});

/** A node of tRPC's caller: a tree of functions. */
type CallerNode = ((input: unknown) => Promise<unknown>) & { [name: string]: CallerNode };

/**
 * Finds the procedure of a method and path, calls it as our own pages would, and translates the result to HTTP. No rule
 * is decided here: access, ownership and validation belong to the procedures.
 */
function createHandler(router: AnyRouter, routes: readonly Route[]) {
  const createCaller = createCallerFactory(router);

  return async function handleRest(request: Request, response: ResponseState): Promise<Response> {
    const path = new URL(request.url).pathname.slice(REST_BASE.length);
    const here = routes.filter((route) => route.pattern.test(path));
    if (here.length === 0) throw endpointNotFound();
    const method = request.method === "HEAD" ? "GET" : request.method;
    const route = here.find((it) => it.method === method);
    if (!route) {
      const methods = here.flatMap((it) => (it.method === "GET" ? ["GET", "HEAD"] : [it.method]));
      return otherMethodResponse(request, response, methods);
    }
    nameRequest(REST_BASE + route.path);
    const fields: Record<string, unknown> = { ...(await readFields(route, request)), ...readPath(route, path) };
    const tag = readTag(route, request);
    const ctx = await createContext(request.headers, response, [route.limit]); // from here on, the procedure refuses
    const input = { ...fields, ...(tag && { version: versionOf(tag, fields.id ?? ctx.principal?.userId) }) };
    const caller = createCaller(ctx, { signal: request.signal }) as unknown as CallerNode;
    const call = route.procedure.split(".").reduce((node, name) => node[name] as CallerNode, caller);
    return toResponse(route, request, await call(input));
  };
}

function readPath(route: Route, path: string): Record<string, unknown> {
  const groups = Object.entries(route.pattern.exec(path)?.groups ?? {});
  return Object.fromEntries(
    groups.map(([name, text]) => [name, fromText(decodeURIComponent(text), route.pathFields[name])]),
  );
}

/** The query, or the body as a JSON object. Unknown fields are rejected: a typo would otherwise be ignored silently. */
async function readFields(route: Route, request: Request): Promise<Record<string, unknown>> {
  const hasBody = route.method === "POST" || route.method === "PATCH";
  const sent = hasBody ? await readJson(request) : readQuery(route, new URL(request.url).searchParams);
  const unknown = unknownFieldsOf(sent, { properties: route.fields, additionalProperties: false });
  if (unknown.length === 0) return { ...sent };
  const issues = unknown.map((path) => ({ path: path.slice(0, 60), message: "Unknown field." }));
  throw badRequest("Some fields are unknown.", { issues });
}

async function readJson(request: Request): Promise<object> {
  const text = await request.text();
  try {
    const value: unknown = JSON.parse(text || "{}");
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  } catch {
    // handled below
  }
  throw badRequest("The body is not a JSON object.");
}

const NUMBER = /^-?\d{1,15}(\.\d{1,15})?$/;

/** Text of a URL as the schema's type, if it looks like one; otherwise the schema reports it. */
function fromText(text: string, schema: JsonSchema | undefined): unknown {
  if (mayBe(schema, "integer", "number") && NUMBER.test(text)) return Number(text);
  if (mayBe(schema, "boolean") && /^(true|false)$/.test(text)) return text === "true";
  return text;
}

/** A list is a repeated parameter (OpenAPI: style form, explode); any other parameter may appear once. */
function readQuery({ fields }: Route, query: URLSearchParams): Record<string, unknown> {
  const names = [...new Set(query.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const schema = Object.hasOwn(fields, name) ? fields[name] : undefined;
      const texts = query.getAll(name);
      if (mayBe(schema, "array")) return [name, texts.map((text) => fromText(text, entriesOf(schema)))];
      if (texts.length > 1) throw badRequest(`The parameter ${name.slice(0, 40)} appears more than once.`);
      return [name, fromText(texts[0] ?? "", schema)];
    }),
  );
}

/** Rows may have the same version: the id keeps the tags of two users' accounts, which have one path, apart. */
const VERSION_TAG = '"{id}.{version}"';

/** The tag in If-Match (RFC 9110, 13.1.1), if there is a condition. @throws BAD_REQUEST unless it is one entity tag or * */
function readTag(route: Route, request: Request): string | undefined {
  const tag = request.headers.get("if-match")?.trim();
  if (route.method !== "PATCH" || route.etag !== "version" || tag === undefined || tag === "*") return undefined;
  if (!/^(W\/)?"[^",]{0,100}"$/.test(tag)) throw badRequest("If-Match takes one entity tag, in quotes, or *.");
  return tag;
}

/**
 * The version in a tag. A weak tag, or one that is not of this row, matches nothing.
 * @param rowId of the path; without one there, the row is the caller's own
 */
function versionOf(tag: string, rowId: unknown): number {
  const [, id, version] = /^"(.+)\.(\d{1,9})"$/.exec(tag) ?? [];
  return id === rowId ? Number(version) : -1;
}

function toResponse(route: Route, request: Request, output: unknown): Response {
  const status = route.status ?? 200;
  const headers = route.etag === "content" ? publicHeaders(output) : new Headers();
  if (route.etag === "version") headers.set("etag", fillIn(VERSION_TAG, output));
  if (route.location) headers.set("location", REST_BASE + fillIn(route.location, output));
  return status === 204 ? new Response(null, { status, headers }) : jsonResponse(request, output, status, headers);
}

const fillIn = (template: string, output: unknown) =>
  template.replaceAll(/\{(\w+)\}/g, (_, field: string) =>
    encodeURIComponent(String((output as Record<string, unknown>)[field])),
  );
