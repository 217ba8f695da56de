/** The OpenAPI document of an API as a client gets it, and whether a response is one that it declares. */
import type { AnyRouter } from "@trpc/server";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect } from "vitest";
import type { JsonSchema, Route } from "@/server/rest/routes";
import { logged } from "../setup/database";
import type { send as sendToApp } from "../setup/http";

export type Send = typeof sendToApp;
type Content = Record<string, { schema: JsonSchema; example?: unknown }>;
export type Operation = {
  operationId: string;
  security: Record<string, string[]>[];
  parameters: { name: string; in: string; required?: boolean; schema: JsonSchema; example?: unknown }[];
  requestBody?: { content: Content };
  responses: Record<string, { description: string; headers?: object; content?: Content }>;
};
export type Document = {
  openapi: string;
  info: { version: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, JsonSchema>; headers: object };
};

/** @throws Error with the server's text and the logged cause, if there is no document */
export async function readDocument(send: Send): Promise<Document> {
  const response = await send("/api/v1/openapi.json");
  const text = await response.text();
  if (response.status === 200) return JSON.parse(text);
  const causes = logged.map((line) => JSON.parse(line).err?.message).filter(Boolean);
  throw new Error(`GET /api/v1/openapi.json is ${response.status}: ${[...causes, text].join("\n")}`);
}

/**
 * Headers that only some responses of a status have: replays, rejections because of a scope, and an outage before or after
 * the call was counted.
 */
const isSometimes = (name: string, status: string) =>
  name === "Idempotency-Replayed" ||
  (name === "WWW-Authenticate" && status === "403") ||
  (name.startsWith("RateLimit") && status === "503");

/** The operations of a document with their procedures, and what checks values and responses against it. */
export async function describeApi(router: AnyRouter, routes: readonly Route[], send: Send) {
  const document = await readDocument(send);
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
  ajv.addSchema(document, "document");
  const pointer = (...parts: string[]) =>
    parts.map((it) => `/${it.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

  /** Why a value is not valid for a place in the document; empty if it is valid. */
  function faultsOf(value: unknown, ...place: string[]): string[] {
    const validate = ajv.compile({ $ref: `document#${encodeURI(pointer(...place))}` });
    return validate(value) ? [] : (validate.errors ?? []).map((it) => `${it.instancePath} ${it.message}`);
  }

  const procedures = router._def.procedures as Record<string, { _def: { type: string } }>;
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const route = routes.find((it) => it.name === operation.operationId);
      if (!route) throw new Error(`No procedure has the REST name ${operation.operationId}.`);
      const isQuery = procedures[route.procedure]?._def.type === "query";
      const success = Number(Object.keys(operation.responses).find((status) => status.startsWith("2")));
      return { ...operation, path, method, route, isQuery, success };
    }),
  );

  /** Responses in this run: `placeOrder 201` and how many. */
  const answered = new Map<string, number>();

  /** Expects a declared status with its declared headers, type and body, and nothing else. @returns the body */
  async function expectDeclared({ operationId, path, method, responses }: Documented, response: Response) {
    const status = String(response.status);
    const declared = responses[status];
    expect(declared, `${operationId} does not declare ${status}: ${await response.clone().text()}`).toBeDefined();
    answered.set(`${operationId} ${status}`, (answered.get(`${operationId} ${status}`) ?? 0) + 1);
    for (const name of Object.keys(document.components.headers)) {
      const promised = name in (declared?.headers ?? {});
      if (promised && isSometimes(name, status)) continue;
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
  return { document, operations, faultsOf, answered, expectDeclared };
}

/** An operation of the document, with its procedure. */
export type Documented = Operation & {
  path: string;
  method: string;
  route: Route;
  isQuery: boolean;
  success: number;
};
