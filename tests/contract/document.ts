/** The document of the REST door as its readers get it, and what it promises of an answer. */
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect } from "vitest";
import { type JsonSchema, routes } from "@/server/rest/routes";
import { send } from "../setup/http";

type Content = Record<string, { schema: JsonSchema; example?: unknown }>;
export type Operation = {
  operationId: string;
  security: Record<string, string[]>[];
  parameters: { name: string; in: string; required?: boolean; schema: JsonSchema; example?: unknown }[];
  requestBody?: { content: Content };
  responses: Record<string, { description: string; headers?: object; content?: Content }>;
};
type Document = {
  openapi: string;
  info: { version: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, JsonSchema>; headers: object };
};

export const document = (await (await send("/api/v1/openapi.json")).json()) as Document;

const ajv = new Ajv2020({ strict: false, allErrors: true });
(addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
ajv.addSchema(document, "document");
const pointer = (...parts: string[]) =>
  parts.map((it) => `/${it.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

/** What a value lacks to be what a place of the document says; empty if it is that. */
export function faultsOf(value: unknown, ...place: string[]): string[] {
  const validate = ajv.compile({ $ref: `document#${encodeURI(pointer(...place))}` });
  return validate(value) ? [] : (validate.errors ?? []).map((it) => `${it.instancePath} ${it.message}`);
}

/** Every operation, with the procedure that it is. */
export const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => {
    const route = routes.find((it) => it.name === operation.operationId);
    if (!route) throw new Error(`No procedure is called ${operation.operationId}.`);
    return { ...operation, path, method, route };
  }),
);
export type Documented = (typeof operations)[number];

/** What has been answered in this run: `placeOrder 201` -> how often. */
export const answered = new Map<string, number>();

/** Headers that only some of the answers of a status have: replays, and refusals for want of a scope. */
const SOMETIMES = ["Idempotency-Replayed 201", "WWW-Authenticate 403"];

/** Holds an answer to the document: a declared status, with the declared headers, type and body, and nothing else. */
export async function expectDeclared({ operationId, path, method, responses }: Documented, response: Response) {
  const status = String(response.status);
  const declared = responses[status];
  expect(declared, `${operationId} does not declare ${status}: ${await response.clone().text()}`).toBeDefined();
  answered.set(`${operationId} ${status}`, (answered.get(`${operationId} ${status}`) ?? 0) + 1);
  for (const name of Object.keys(document.components.headers)) {
    const promised = name in (declared?.headers ?? {});
    if (promised && SOMETIMES.includes(`${name} ${status}`)) continue;
    expect([operationId, status, name, response.headers.has(name)]).toEqual([operationId, status, name, promised]);
  }
  const text = await response.text();
  const [type] = Object.keys(declared?.content ?? {});
  if (!type) {
    expect(text).toBe("");
    return undefined;
  }
  expect(response.headers.get("content-type")).toBe(type);
  const body = JSON.parse(text);
  const place = ["paths", path, method, "responses", status, "content", type, "schema"];
  expect(faultsOf(body, ...place), `${operationId} ${status}: ${text.slice(0, 500)}`).toEqual([]);
  return body;
}
