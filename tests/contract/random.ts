/** Random inputs, valid and invalid, for every operation of an API: no response is a server error. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Principal } from "@/server/auth/principal";
import { inputSchemaOf, type JsonSchema } from "@/server/rest/json-schema";
import type { Input } from "../setup/access";
import { logged } from "../setup/database";
import { makeAccessToken, makePrincipal } from "../setup/factories";
import { mixedValue } from "./arbitrary";
import { makePerson, permittedFor } from "./callers";
import type { Documented } from "./document";
import { callTrpc, sendRest } from "./requests";
import { type Api, inputOf, operationsWithRow } from "./suite";

type Procedure = { _def: { inputs: Parameters<typeof inputSchemaOf>[0][] } };

export const RUNS = 60;
/** A new user after so many calls: the rate limits are not the subject. */
const CALLS_PER_USER = 20;

const text = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
const encode = (value: unknown) => encodeURIComponent(Buffer.from(text(value)).toString());
export const anyAddress = () => ({
  "x-forwarded-for": `${crypto.getRandomValues(new Uint8Array(4)).join(".")}, 127.0.0.1`,
});

/** The causes of the server errors in the log. */
export const serverErrors = () => logged.filter((line) => JSON.parse(line).level >= 50);

/** Random parts of a request; `isRow` asks for the path of a row of the caller. */
function partsOf({ parameters, requestBody }: Documented, document: object) {
  const fieldsIn = (place: string) => {
    const here = parameters.filter((it) => it.in === place);
    const fields = here.map(({ name, schema }) => [name, mixedValue(schema, document)] as const);
    return fc.record(Object.fromEntries(fields), {
      requiredKeys: here.filter((it) => it.required).map((it) => it.name),
    });
  };
  const schema = requestBody?.content["application/json"]?.schema;
  const body = schema
    ? fc.oneof({ weight: 4, arbitrary: mixedValue(schema, document) }, { weight: 1, arbitrary: fc.jsonValue() })
    : fc.constant(undefined);
  return fc.record({
    isRow: fc.boolean(),
    path: fieldsIn("path"),
    query: fieldsIn("query"),
    header: fieldsIn("header"),
    body,
  });
}

/** Users who may call an operation, each for some calls and as long as their token is accepted. */
function createUsers({ row, ...operation }: ReturnType<typeof operationsWithRow>[number]) {
  let calls = 0;
  let current: { token: string; input: Input; owner: Principal } | undefined;
  return {
    async next() {
      if (!current || calls++ % CALLS_PER_USER === 0) {
        const owner = await makePrincipal();
        const user = await makePerson(permittedFor(operation.route.meta), owner);
        current = { owner, token: await makeAccessToken(user), input: await inputOf(row, owner) };
      }
      return current;
    },
    note(response: Response) {
      if (response.status === 401) current = undefined;
    },
  };
}

/** Registers the tests. @param procedures of the router @param runs requests per operation */
export function testRandomInputs(api: Api, procedures: Record<string, Procedure>, runs = RUNS) {
  const { document, send, expectDeclared } = api;
  describe.each(operationsWithRow(api).map((it) => [it.operationId, it] as const))("%s", (_name, operation) => {
    const { route, path: template } = operation;

    it("REST: every random request gets a declared response", async () => {
      const users = createUsers(operation);
      await fc.assert(
        fc.asyncProperty(partsOf(operation, document), async ({ isRow, path, query, header, body }) => {
          const { token, input } = await users.next();
          const fields = isRow ? { ...path, ...input } : path;
          const target = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encode(fields[name]) || "%20");
          const search = Object.entries(query).map(([name, value]) => `${name}=${encode(value)}`);
          const headers = Object.entries(header).map(([name, value]) => [
            name,
            text(value).replace(/[^\x20-\x7e]/g, "?"),
          ]);
          const response = await sendRest(send, operation, [target, search.join("&")].filter(Boolean).join("?"), {
            token,
            headers: { ...anyAddress(), ...Object.fromEntries(headers) },
            body: body === undefined ? undefined : JSON.stringify(body),
          });
          users.note(response);
          expect(response.status).toBeLessThan(500);
          expect(response.status).not.toBe(405);
          await expectDeclared(operation, response);
        }),
        { numRuns: runs },
      );
      expect(serverErrors()).toEqual([]);
    });

    it("tRPC: no random input causes a server error", async () => {
      const users = createUsers(operation);
      const parts = procedures[route.procedure]?._def.inputs.map(inputSchemaOf) ?? [];
      const schema: JsonSchema = parts.length === 1 ? (parts[0] as JsonSchema) : { allOf: parts, type: "object" };
      await fc.assert(
        fc.asyncProperty(fc.oneof(mixedValue(schema), fc.jsonValue()), fc.boolean(), async (random, isRow) => {
          const { token, input } = await users.next();
          const id = isRow && route.meta.owned && { id: input.id };
          const json = id && typeof random === "object" ? { ...random, ...id } : random;
          const response = await callTrpc(send, operation, json, { token, headers: anyAddress() });
          users.note(response);
          expect(response.status).toBeLessThan(500);
        }),
        { numRuns: runs / 2 },
      );
      expect(serverErrors()).toEqual([]);
    });
  });
}
