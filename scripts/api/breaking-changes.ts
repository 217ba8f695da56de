/**
 * Finds changes of an OpenAPI document that break clients of an earlier version. Additions do not: an operation, a field
 * of a response, an optional field of a request.
 */
import { isDeepStrictEqual } from "node:util";
import { type Schema, type Side, schemaChanges } from "./schema-changes";

type Content = Record<string, { schema?: Schema }>;
type Parameter = { name: string; in: string; required?: boolean; schema?: Schema };
type Header = { $ref?: string; schema?: Schema };
type Response = { headers?: Record<string, Header>; content?: Content };
type Security = Record<string, string[]>[];

export type Operation = {
  operationId?: string;
  security?: Security;
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Content };
  responses: Record<string, Response>;
};

/** The parts of an OpenAPI document that src/server/rest/openapi.ts generates. */
export type Contract = {
  info: { version: string };
  servers?: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, Schema>;
    headers?: Record<string, Header>;
    securitySchemes?: Record<string, object>;
  };
};

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

const majorOf = ({ info }: Contract) => Number(info.version.split(".")[0]);

/** Whether the major version is higher. Then breaking changes are allowed. */
export const isNewMajor = (before: Contract, after: Contract) => majorOf(after) > majorOf(before);

/** @returns one line per change: `GET /sessions: response 200: items[].id was removed` */
export function breakingChanges(before: Contract, after: Contract): string[] {
  const addresses = new Set(after.servers?.map(({ url }) => url));
  const removed = (before.servers ?? []).filter(({ url }) => !addresses.has(url));
  return [
    ...removed.map(({ url }) => `server ${url} was removed`),
    ...schemeChanges(before, after),
    ...Object.entries(before.paths).flatMap(([path, item]) =>
      METHODS.flatMap((method) => {
        const [was, is] = [item[method], after.paths[path]?.[method]];
        const place = `${method.toUpperCase()} ${path}`;
        if (!was) return [];
        return is ? operationChanges({ before, after, was, is, place }) : [`${place} was removed`];
      }),
    ),
  ];
}

/** How credentials are sent. Descriptions may change. */
function schemeChanges(before: Contract, after: Contract): string[] {
  const bare = (scheme: object | undefined) => ({ ...scheme, description: undefined, bearerFormat: undefined });
  const schemes = after.components.securitySchemes ?? {};
  return Object.entries(before.components.securitySchemes ?? {})
    .filter(([name, scheme]) => !isDeepStrictEqual(bare(scheme), bare(schemes[name])))
    .map(([name]) => `security scheme ${name} was ${schemes[name] ? "changed" : "removed"}`);
}

type Pair = { before: Contract; after: Contract; was: Operation; is: Operation; place: string };

function operationChanges(pair: Pair): string[] {
  const { was, is, place } = pair;
  // Generated clients name their functions after it.
  const renamed = was.operationId !== is.operationId;
  return [
    ...(renamed ? [`${place}: operationId is ${is.operationId} now, was ${was.operationId}`] : []),
    ...securityChanges(pair),
    ...parameterChanges(pair),
    ...bodyChanges(pair),
    ...responseChanges(pair),
  ];
}

/** Each alternative of before needs one now that requires nothing more. */
function securityChanges({ was, is, place }: Pair): string[] {
  const alternativesOf = ({ security }: Operation): Security => (security?.length ? security : [{}]);
  const describe = (alternative: Security[number]) =>
    Object.entries(alternative)
      .map(([name, scopes]) => (scopes.length > 0 ? `${name} (${scopes.join(", ")})` : name))
      .join(" and ") || "no credentials";
  return alternativesOf(was)
    .filter(
      (old) =>
        !alternativesOf(is).some((now) => Object.entries(now).every(([name, scopes]) => isIn(old[name], scopes))),
    )
    .map((old) => `${place}: security: ${describe(old)} is no longer enough`);
}
const isIn = (all: string[] | undefined, some: string[]) => all !== undefined && some.every((it) => all.includes(it));

function compare(side: Side, { before, after }: Pair, old: Schema = {}, now: Schema = {}, place: string): string[] {
  return schemaChanges(side, before.components.schemas, after.components.schemas, old, now, place);
}

function parameterChanges(pair: Pair): string[] {
  const keyOf = ({ in: where, name }: Parameter) =>
    `${where} parameter ${where === "header" ? name.toLowerCase() : name}`;
  const parametersOf = ({ parameters = [] }: Operation) => new Map(parameters.map((it) => [keyOf(it), it]));
  const [was, is] = [parametersOf(pair.was), parametersOf(pair.is)];
  const faults = [...was].flatMap(([key, old]) => {
    const place = `${pair.place}: ${key}`;
    const now = is.get(key);
    return now ? compare("request", pair, old.schema, now.schema, place) : [`${place} was removed`];
  });
  const demanded = [...is].filter(([key, { required }]) => required && !was.get(key)?.required);
  return [...faults, ...demanded.map(([key]) => `${pair.place}: ${key} is required now`)];
}

function bodyChanges(pair: Pair): string[] {
  const { was, is, place } = pair;
  const demanded = is.requestBody?.required && !was.requestBody?.required ? [`${place}: body is required now`] : [];
  if (!was.requestBody) return demanded;
  if (!is.requestBody) return [`${place}: body was removed`];
  return [
    ...demanded,
    ...contentChanges("request", pair, was.requestBody.content, is.requestBody.content, `${place}: body`),
  ];
}

function responseChanges(pair: Pair): string[] {
  const { before, after } = pair;
  return Object.entries(pair.was.responses).flatMap(([status, was]) => {
    const place = `${pair.place}: response ${status}`;
    const is = pair.is.responses[status];
    if (!is) return [`${place} was removed`];
    const headers = Object.entries(was.headers ?? {}).flatMap(([name, old]) => {
      const now = is.headers?.[name];
      if (!now) return [`${place}: header ${name} was removed`];
      const [from, to] = [headerOf(before, old), headerOf(after, now)];
      return compare("response", pair, from.schema, to.schema, `${place}: header ${name}`);
    });
    return [...headers, ...contentChanges("response", pair, was.content, is.content, place)];
  });
}

const headerOf = ({ components }: Contract, header: Header): Header =>
  header.$ref ? (components.headers?.[header.$ref.split("/").at(-1) ?? ""] ?? {}) : header;

function contentChanges(side: Side, pair: Pair, was: Content = {}, is: Content = {}, place: string): string[] {
  return Object.entries(was).flatMap(([type, { schema }]) => {
    const now = is[type];
    return now ? compare(side, pair, schema, now.schema, `${place}:`) : [`${place}: ${type} was removed`];
  });
}
