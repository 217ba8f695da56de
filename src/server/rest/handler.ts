import "server-only";
import { createContext } from "@/server/core/context";
import { badRequest, endpointNotFound } from "@/server/core/errors";
import { appRouter } from "@/server/routers/_app";
import { createCallerFactory } from "@/server/core/trpc";
import { jsonResponse, otherMethodResponse, publicHeaders } from "@/server/http/response";
import { REST_BASE, type Route, routes } from "./routes";

const callerOf = createCallerFactory(appRouter);
type Call = (input: unknown) => Promise<unknown>;

/**
 * The REST door: finds the procedure that a method and a path mean, calls it as its own pages would, and says the
 * outcome in HTTP's words. It decides nothing else: who may do what is the procedures' to say.
 */
export async function handleRest(request: Request): Promise<Response> {
  const path = new URL(request.url).pathname.slice(REST_BASE.length);
  const here = routes.filter((route) => route.pattern.test(path));
  if (here.length === 0) throw endpointNotFound();
  const method = request.method === "HEAD" ? "GET" : request.method;
  const route = here.find((it) => it.method === method);
  if (!route) {
    const methods = here.flatMap((it) => (it.method === "GET" ? ["GET", "HEAD"] : [it.method]));
    return otherMethodResponse(request, methods);
  }

  const input = { ...(await readFields(route, request)), ...readPath(route, path), ...readVersion(route, request) };
  const ctx = await createContext(request.headers);
  const caller = callerOf(ctx, { signal: request.signal }) as unknown as Record<string, Record<string, Call>>;
  const [resource = "", name = ""] = route.procedure.split(".");
  const output = await caller[resource]?.[name]?.(input);
  return answerOutput(route, request, output);
}

function readPath(route: Route, path: string): Record<string, string> {
  const groups = Object.entries(route.pattern.exec(path)?.groups ?? {});
  return Object.fromEntries(groups.map(([name, text]) => [name, decodeURIComponent(text)]));
}

/**
 * What the caller sends beside the path: a query where there is no body, else a JSON object. A field that is not known
 * is refused: it may be a slip of the pen, and its writer would wait for an effect in vain.
 */
async function readFields(route: Route, request: Request): Promise<Record<string, unknown>> {
  const hasBody = route.method === "POST" || route.method === "PATCH";
  const sent = hasBody ? await readJson(request) : readQuery(route, new URL(request.url).searchParams);
  const unknown = Object.keys(sent).filter((name) => !Object.hasOwn(route.fields, name));
  if (unknown.length === 0) return { ...sent };
  const issues = unknown.map((name) => ({ path: name.slice(0, 60), message: "There is no such field here." }));
  throw badRequest("Some of the input is not known here.", { issues });
}

async function readJson(request: Request): Promise<object> {
  const text = await request.text();
  const refused = badRequest("The body is not a JSON object.");
  try {
    const value: unknown = JSON.parse(text || "{}");
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  } catch {
    // told below
  }
  throw refused;
}

const NUMBER = /^-?\d{1,15}(\.\d{1,15})?$/;

/** A query is text: where the input wants a number, what looks like one becomes one. The rest is the schema's to say. */
function readQuery({ fields }: Route, query: URLSearchParams): Record<string, unknown> {
  const names = [...new Set(query.keys())];
  const repeated = names.find((name) => query.getAll(name).length > 1);
  if (repeated !== undefined) throw badRequest(`${repeated.slice(0, 40)} is there more than once.`);
  return Object.fromEntries(
    [...query].map(([name, text]) => {
      const isNumber = Object.hasOwn(fields, name) && /^(integer|number)$/.test(String(fields[name]?.type));
      return [name, isNumber && NUMBER.test(text) ? Number(text) : text];
    }),
  );
}

/**
 * The version that If-Match names (RFC 9110, 13.1.1). A weak tag, or one that is not of ours, matches nothing.
 * @throws BAD_REQUEST for what is not one entity tag
 */
function readVersion(route: Route, request: Request): { version?: number } {
  const tag = request.headers.get("if-match")?.trim();
  if (route.method !== "PATCH" || route.etag !== "version" || tag === undefined || tag === "*") return {};
  if (!/^(W\/)?"[^",]{0,100}"$/.test(tag)) throw badRequest('If-Match takes one entity tag, such as "3", or *.');
  const version = /^"(\d{1,9})"$/.exec(tag)?.[1];
  return { version: version === undefined ? -1 : Number(version) };
}

function answerOutput(route: Route, request: Request, output: unknown): Response {
  const status = route.status ?? 200;
  const headers = route.etag === "content" ? publicHeaders(output) : new Headers();
  if (route.etag === "version") headers.set("etag", fillIn('"{version}"', output));
  if (route.location) headers.set("location", REST_BASE + fillIn(route.location, output));
  return status === 204 ? new Response(null, { status, headers }) : jsonResponse(request, output, status, headers);
}

const fillIn = (template: string, output: unknown) =>
  template.replaceAll(/\{(\w+)\}/g, (_, field: string) =>
    encodeURIComponent(String((output as Record<string, unknown>)[field])),
  );
