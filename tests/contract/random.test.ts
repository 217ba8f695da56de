/** Inputs made by chance out of the document's own schemas, good ones and bad ones: no answer is a fault of ours. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { JsonSchema } from "@/server/rest/routes";
import { appRouter } from "@/server/routers/_app";
import { logged } from "../setup/database";
import { makeAccessToken, makePrincipal } from "../setup/factories";
import { rest, send } from "../setup/http";
import { callTrpc } from "./callers";
import { type Documented, expectDeclared, operations } from "./document";

type Procedures = Record<string, { _def: { inputs: z.ZodObject[] } }>;

const RUNS = 60;
/** A new customer for so many calls: their limits are not what is tried here. */
const CALLS_A_CUSTOMER = 20;

/** Texts that have broken something somewhere. */
const NASTY = [
  "",
  " ",
  "\u0000",
  "\ud800",
  "\u202e",
  "'; DROP TABLE users; --",
  "../../etc/passwd",
  "%",
  "null",
  "a".repeat(10_000),
];

const nasty = () => fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: "binary" }), fc.jsonValue());

/** Values that a schema takes. */
function valid(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...(schema.anyOf as JsonSchema[]).map(valid));
  const {
    minLength = 0,
    maxLength = 300,
    minimum = Number.MIN_SAFE_INTEGER,
    maximum = Number.MAX_SAFE_INTEGER,
    minItems = 0,
    maxItems = 5,
  } = schema;
  switch (schema.type) {
    case "string":
      if (schema.pattern) return fc.stringMatching(new RegExp(schema.pattern));
      return fc.string({ minLength, maxLength, unit: fc.constantFrom("a", "Z", "0", " ", "-", "@", ".", "ü", "💶") });
    case "integer":
    case "number":
      return fc.maxSafeInteger().map((n) => Math.min(maximum, Math.max(minimum, n)));
    case "array":
      return fc.array(valid(schema.items as JsonSchema), { minLength: minItems, maxLength: Math.min(maxItems, 5) });
    case "object":
      return objectOf(schema, valid);
    case "null":
      return fc.constant(null);
    default:
      throw new Error(`No value is known for ${JSON.stringify(schema)}.`);
  }
}

function objectOf({ properties = {}, required = [] }: JsonSchema, of: (schema: JsonSchema) => fc.Arbitrary<unknown>) {
  const fields = Object.entries(properties).map(([name, field]) => [name, of(field as JsonSchema)] as const);
  return fc.record(Object.fromEntries(fields), { requiredKeys: required });
}

/** Values of which now and then one is anything at all. */
const mixed = (schema: JsonSchema): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 3, arbitrary: valid(schema) }, { weight: 1, arbitrary: nasty() });

function requestOf({ path, parameters, requestBody }: Documented) {
  const places = (place: string) => parameters.filter((it) => it.in === place);
  const of = (place: string) =>
    fc.record(Object.fromEntries(places(place).map(({ name, schema }) => [name, mixed(schema)])), {
      requiredKeys: places(place)
        .filter((it) => it.required)
        .map((it) => it.name),
    });
  const schema = requestBody?.content["application/json"]?.schema;
  const body = schema
    ? fc.oneof({ weight: 4, arbitrary: objectOf(schema, mixed) }, { weight: 1, arbitrary: fc.jsonValue() })
    : fc.constant(undefined);
  return fc.record({ path: of("path"), query: of("query"), header: of("header"), body }).map((parts) => {
    const text = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
    const encode = (value: unknown) => encodeURIComponent(text(value).toWellFormed());
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encode(parts.path[name]) || "%20");
    const search = Object.entries(parts.query).map(([name, value]) => `${name}=${encode(value)}`);
    const headers = Object.entries(parts.header).map(([name, value]) => [
      name,
      text(value).replace(/[^\x20-\x7e]/g, "?"),
    ]);
    return {
      path: [filled, search.join("&")].filter(Boolean).join("?"),
      headers: Object.fromEntries(headers),
      body: parts.body,
    };
  });
}

/** Tokens of customers, each for a few calls. */
function customers() {
  let token = "";
  let calls = 0;
  return async () => {
    if (calls++ % CALLS_A_CUSTOMER === 0) token = await makeAccessToken(await makePrincipal());
    return token;
  };
}
const anyAddress = () => ({ "x-forwarded-for": `${crypto.getRandomValues(new Uint8Array(4)).join(".")}, 127.0.0.1` });
const faults = () => logged.filter((line) => JSON.parse(line).level >= 50);

describe.each(operations.map((operation) => [operation.operationId, operation] as const))("%s", (name, operation) => {
  it("answers whatever comes with a status that the document has, and without a fault", async () => {
    const tokenOf = customers();
    await fc.assert(
      fc.asyncProperty(requestOf(operation), async ({ path, headers, body }) => {
        const token = name === "logout" ? undefined : await tokenOf();
        const all = { ...anyAddress(), ...headers };
        const response = await rest(`${operation.method.toUpperCase()} ${path}`, { token, json: body, headers: all });
        expect(response.status).toBeLessThan(500);
        expect(response.status).not.toBe(405);
        await expectDeclared(operation, response);
      }),
      { numRuns: RUNS },
    );
    expect(faults()).toEqual([]);
  });

  it("and its procedure answers our own pages so, too", async () => {
    const tokenOf = customers();
    const { inputs } = (appRouter._def.procedures as never as Procedures)[operation.route.procedure]?._def ?? {
      inputs: [],
    };
    const input = inputs.reduce((all, one) => all.extend(one.shape), z.object({}));
    const schema = z.toJSONSchema(input, { io: "input", unrepresentable: "any" });
    await fc.assert(
      fc.asyncProperty(fc.oneof(objectOf(schema, mixed), fc.jsonValue()), async (input) => {
        const token = name === "logout" ? undefined : await tokenOf();
        const response = await callTrpc(operation, input as never, { token, headers: anyAddress() });
        expect(response.status).toBeLessThan(500);
      }),
      { numRuns: RUNS / 2 },
    );
    expect(faults()).toEqual([]);
  });
});

describe("any path", () => {
  it("is answered without a fault", async () => {
    const segment = fc.oneof(
      fc.constantFrom("orders", "products", "..", "%2e", "%", "%00", "__proto__", ""),
      fc.webSegment(),
    );
    const method = fc.constantFrom("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD");
    const doors = fc.constantFrom("/api/v1", "/api/trpc", "/api/auth");
    await fc.assert(
      fc.asyncProperty(doors, fc.array(segment, { maxLength: 4 }), method, async (door, segments, verb) => {
        const path = [door, ...segments].join("/");
        fc.pre(new URL(path, "http://x").pathname.startsWith(door)); // elsewhere is not ours
        const response = await send(path, { method: verb, headers: anyAddress() });
        expect(response.status).toBeLessThan(500);
        expect(response.headers.get("x-request-id")).toBeTruthy();
      }),
      { numRuns: RUNS * 3 },
    );
    expect(faults()).toEqual([]);
  });
});
