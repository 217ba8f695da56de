/** The published contract: committed, up to date, and broken only by a new major version. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { breakingChanges, type Contract, isNewMajor, type Operation } from "../../scripts/api/breaking-changes";
import { generate } from "../../scripts/api/generate";
import type { Schema } from "../../scripts/api/schema-changes";
import { send } from "../setup/http";

const committed = resolve(import.meta.dirname, "../../scripts/api");
const contract: Contract = JSON.parse(readFileSync(join(committed, "openapi.json"), "utf8"));

describe("committed contract", () => {
  const fresh = mkdtempSync(join(tmpdir(), "roundtrip-api-"));
  beforeAll(() => generate(fresh));
  afterAll(() => rmSync(fresh, { recursive: true }));

  it.each(["openapi.json", "client.ts"])("%s is up to date", (name) => {
    const isSame = readFileSync(join(committed, name)).equals(readFileSync(join(fresh, name)));
    expect(isSame, `scripts/api/${name} is stale. Run: npm run api:client`).toBe(true);
  });

  it("the served document breaks no client, unless its major version is higher", async () => {
    const served: Contract = await (await send("/api/v1/openapi.json")).json();
    const faults = isNewMajor(contract, served) ? [] : breakingChanges(contract, served);
    expect(
      faults,
      `This breaks clients of ${contract.info.version}:\n${faults.join("\n")}\nUndo it, or raise the first number of api.version in src/product.ts.`,
    ).toEqual([]);
  });
});

/** A contract with lists, choices, versions and writes, whatever the product has. */
const sample: Contract = JSON.parse(
  readFileSync(resolve(import.meta.dirname, "../setup/sample-contract.json"), "utf8"),
);

/** The breaking changes between two versions of the contract. */
function changesBetween(before: (copy: Contract) => unknown, after: (copy: Contract) => unknown): string[] {
  const [old, now] = [structuredClone(sample), structuredClone(sample)];
  before(old);
  after(now);
  return breakingChanges(old, now);
}
const changesAfter = (plant: (copy: Contract) => unknown) => changesBetween(() => {}, plant);

function operation(copy: Contract, name: string): Operation {
  const [method = "", path = ""] = name.split(" ");
  const found = copy.paths[path]?.[method.toLowerCase()];
  if (!found) throw new Error(`The sample has no ${name}: use another operation in this test.`);
  return found;
}
const parameter = (copy: Contract, name: string, of: string) =>
  operation(copy, name).parameters?.find((it) => it.name === of)?.schema ?? {};
const body = (copy: Contract, name: string) =>
  operation(copy, name).requestBody?.content["application/json"]?.schema ?? {};
const named = (copy: Contract, name: string) => copy.components.schemas[name] ?? {};
/** `lines[].quantity` of a schema. */
const field = (schema: Schema, path: string): Schema =>
  path.split(/\.|(?=\[)/).reduce((at, name) => (name === "[]" ? at.items : at.properties?.[name]) ?? {}, schema);
const optional = (schema: Schema, name: string) => {
  schema.required = schema.required?.filter((it) => it !== name);
};
const without = (schema: Schema, name: string) => {
  delete schema.properties?.[name];
  optional(schema, name);
};
const set: (target: object | undefined, change: object) => void = Object.assign;
const nullable = { anyOf: [{ $ref: "#/components/schemas/TripStatus" }, { type: "null" }] };

describe("breaking change", () => {
  it.each<[string, (copy: Contract) => unknown]>([
    ["DELETE /trips/{id} was removed", (copy) => delete copy.paths["/trips/{id}"]?.delete],
    ["POST /trips was removed", (copy) => delete copy.paths["/trips"]],
    ["server /api/v1 was removed", (copy) => set(copy, { servers: [{ url: "/v1" }] })],
    [
      "GET /me: operationId is whoAmI now, was getMe",
      (copy) => set(operation(copy, "GET /me"), { operationId: "whoAmI" }),
    ],

    [
      "DELETE /trips/{id}: response 409 was removed",
      (copy) => delete operation(copy, "DELETE /trips/{id}").responses[409],
    ],
    [
      "GET /me: response 200: application/json was removed",
      (copy) => delete operation(copy, "GET /me").responses[200]?.content,
    ],
    [
      "GET /me: response 200: header ETag was removed",
      (copy) => delete operation(copy, "GET /me").responses[200]?.headers?.ETag,
    ],
    [
      "GET /trips: response 200: items[].lines[].priceCents was removed",
      (copy) => without(named(copy, "TripLine"), "priceCents"),
    ],
    ["GET /trips: response 401: requestId was removed", (copy) => without(named(copy, "Problem"), "requestId")],
    [
      "GET /trips: response 200: items[].totalCents may be missing now",
      (copy) => optional(named(copy, "TripSummary"), "totalCents"),
    ],
    [
      "GET /me: response 200: name may be null now",
      (copy) => set(field(named(copy, "Account"), "name"), { type: ["string", "null"] }),
    ],
    [
      "GET /trips/{id}: response 200: status may be null now",
      (copy) => set(named(copy, "Trip").properties, { status: nullable }),
    ],
    [
      "POST /trips: response 201: totalCents is string now, was integer",
      (copy) => set(field(named(copy, "Trip"), "totalCents"), { type: "string" }),
    ],
    [
      "GET /hotels/{id}: response 200: stock is number now, was integer",
      (copy) => set(field(named(copy, "HotelDetails"), "stock"), { type: "number" }),
    ],
    [
      "GET /hotels/{id}: response 200: image may have another form now: object",
      (copy) => set(field(named(copy, "HotelDetails"), "image"), { type: ["string", "object"] }),
    ],
    [
      "GET /trips/{id}: response 200: createdAt is string now, was string (date-time)",
      (copy) => delete field(named(copy, "Trip"), "createdAt").format,
    ],
    [
      'GET /trips/{id}: response 200: status may be any string now, was one of ["PLACED",',
      (copy) => delete named(copy, "TripStatus").enum,
    ],
    [
      'POST /login: response 200: tokenType is not always "Bearer" now',
      (copy) => set(field(named(copy, "TokenPair"), "tokenType"), { const: "DPoP" }),
    ],

    ["POST /login: body: captcha is required now", (copy) => body(copy, "POST /login").required?.push("captcha")],
    [
      "POST /trips: body: lines[].colour is required now",
      (copy) => field(body(copy, "POST /trips"), "lines[]").required?.push("colour"),
    ],
    ["POST /tokens: body: expiresInDays was removed", (copy) => without(body(copy, "POST /tokens"), "expiresInDays")],
    [
      "POST /logout: body is required now",
      (copy) => set(operation(copy, "POST /logout"), { requestBody: { required: true, content: {} } }),
    ],
    ["PATCH /me: body was removed", (copy) => delete operation(copy, "PATCH /me").requestBody],
    [
      "POST /trips: body: lines[].quantity is string now, was integer",
      (copy) => set(field(body(copy, "POST /trips"), "lines[].quantity"), { type: "string" }),
    ],
    [
      'GET /trips: query parameter status may no longer be "CANCELLED"',
      (copy) => parameter(copy, "GET /trips", "status").enum?.pop(),
    ],
    [
      'PATCH /me: body: name must be one of ["Robin"] now',
      (copy) => set(field(body(copy, "PATCH /me"), "name"), { enum: ["Robin"] }),
    ],
    [
      "GET /trips: query parameter limit has a smaller maximum: 50, was 100",
      (copy) => set(parameter(copy, "GET /trips", "limit"), { maximum: 50 }),
    ],
    [
      "GET /trips: query parameter limit has a larger minimum: 5, was 1",
      (copy) => set(parameter(copy, "GET /trips", "limit"), { minimum: 5 }),
    ],
    [
      "GET /hotels: query parameter search has a smaller maxLength: 40, was 80",
      (copy) => set(parameter(copy, "GET /hotels", "search"), { maxLength: 40 }),
    ],
    [
      "PATCH /me: body: name has a larger minLength: 3, was 1",
      (copy) => set(field(body(copy, "PATCH /me"), "name"), { minLength: 3 }),
    ],
    [
      "POST /trips: body: lines has a smaller maxItems: 10, was 50",
      (copy) => set(field(body(copy, "POST /trips"), "lines"), { maxItems: 10 }),
    ],
    [
      "POST /trips: body: lines has a larger minItems: 2, was 1",
      (copy) => set(field(body(copy, "POST /trips"), "lines"), { minItems: 2 }),
    ],
    [
      'PATCH /me: body: name has a pattern now: "^[a-z]+$"',
      (copy) => set(field(body(copy, "PATCH /me"), "name"), { pattern: "^[a-z]+$" }),
    ],
    [
      'GET /trips/{id}: path parameter id has another pattern: "^[a-z]+$", was',
      (copy) => set(parameter(copy, "GET /trips/{id}", "id"), { pattern: "^[a-z]+$" }),
    ],
    [
      "GET /hotels: query parameter cursor was removed",
      (copy) => set(operation(copy, "GET /hotels"), { parameters: [] }),
    ],
    [
      "GET /hotels: header parameter if-none-match was removed",
      (copy) => set(operation(copy, "GET /hotels"), { parameters: [] }),
    ],
    [
      "PATCH /me: header parameter if-match is required now",
      (copy) => operation(copy, "PATCH /me").parameters?.map((it) => set(it, { required: true })),
    ],
    [
      "GET /me: query parameter tenant is required now",
      (copy) => operation(copy, "GET /me").parameters?.push({ name: "tenant", in: "query", required: true }),
    ],

    [
      "GET /trips: security: personalToken (trips:read) is no longer enough",
      (copy) => operation(copy, "GET /trips").security?.splice(1, 1),
    ],
    [
      "GET /trips: security: personalToken (trips:read) is no longer enough",
      (copy) => operation(copy, "GET /trips").security?.[1]?.personalToken?.push("trips:write"),
    ],
    [
      "GET /hotels: security: no credentials is no longer enough",
      (copy) => set(operation(copy, "GET /hotels"), { security: [{ accessToken: [] }] }),
    ],
    [
      "security scheme sessionCookie was changed",
      (copy) => set(copy.components.securitySchemes?.sessionCookie, { name: "sid" }),
    ],
  ])("%s", (expected, plant) => {
    expect(changesAfter(plant)).toContainEqual(expect.stringContaining(expected));
  });

  it("an input that may no longer be null, or of a second type", () => {
    const name = (type: string[]) => (copy: Contract) => set(field(body(copy, "PATCH /me"), "name"), { type });
    expect(changesBetween(name(["string", "null"]), name(["string"]))).toEqual([
      "PATCH /me: body: name may no longer be null",
    ]);
    expect(changesBetween(name(["string", "boolean"]), name(["string"]))).toEqual([
      "PATCH /me: body: name may no longer have this form: boolean",
    ]);
  });

  it("an input that may no longer have other fields", () => {
    const open = (copy: Contract) => delete body(copy, "POST /login").additionalProperties;
    expect(changesBetween(open, () => {})).toEqual(["POST /login: body: may have no other fields now"]);
  });

  it("a change inside a schema that refers to itself", () => {
    const tree = { children: { type: "array", items: { $ref: "#/components/schemas/Account" } } };
    const grow = (copy: Contract) => set(named(copy, "Account").properties, tree);
    expect(changesBetween(grow, (copy) => [grow(copy), without(named(copy, "Account"), "email")])).toContain(
      "GET /me: response 200: email was removed",
    );
  });
});

describe("no breaking change", () => {
  it.each<[string, (copy: Contract) => unknown]>([
    ["nothing changed", () => {}],
    ["a new operation", (copy) => set(copy.paths, { "/new": { get: operation(copy, "GET /me") } })],
    ["a new response field", (copy) => set(named(copy, "TripLine").properties, { colour: { type: "string" } })],
    ["a new response status", (copy) => set(operation(copy, "GET /me").responses, { 410: { description: "Gone" } })],
    ["a new response header", (copy) => set(operation(copy, "GET /me").responses[200]?.headers, { "X-New": {} })],
    ["a new response value", (copy) => named(copy, "TripStatus").enum?.push("RETURNED")],
    [
      "a response field that is no longer null",
      (copy) => set(field(named(copy, "TripPage"), "nextCursor"), { type: "string" }),
    ],
    ["a response field of a narrower type", (copy) => set(field(named(copy, "Trip"), "totalCents"), { maximum: 5 })],
    ["a new optional body field", (copy) => set(body(copy, "POST /trips").properties, { note: { type: "string" } })],
    ["a new optional parameter", (copy) => operation(copy, "GET /me").parameters?.push({ name: "view", in: "query" })],
    ["a body field that is optional now", (copy) => optional(body(copy, "POST /tokens"), "name")],
    [
      "an input that may be null now",
      (copy) => set(field(body(copy, "PATCH /me"), "name"), { type: ["string", "null"] }),
    ],
    [
      "an input of a wider type",
      (copy) => set(field(body(copy, "POST /trips"), "lines[].quantity"), { type: "number" }),
    ],
    ["a new input value", (copy) => parameter(copy, "GET /trips", "status").enum?.push("RETURNED")],
    ["a larger maximum", (copy) => set(parameter(copy, "GET /trips", "limit"), { maximum: 200 })],
    ["a removed limit", (copy) => delete field(body(copy, "PATCH /me"), "name").maxLength],
    ["a removed pattern", (copy) => delete parameter(copy, "GET /trips/{id}", "id").pattern],
    [
      "a new kind of credentials",
      (copy) => operation(copy, "GET /me").security?.push({ accessToken: [], personalToken: [] }),
    ],
    ["another description", (copy) => set(named(copy, "Trip"), { description: "An trip", examples: [] })],
    ["an inlined schema", (copy) => set(named(copy, "Trip").properties, { status: named(copy, "TripStatus") })],
  ])("%s", (_name, plant) => {
    expect(changesAfter(plant)).toEqual([]);
  });
});

it("only a higher major version may break clients", () => {
  const major = Number(contract.info.version.split(".")[0]);
  const raised = (version: string) => isNewMajor(contract, { ...contract, info: { version } });
  const versions = [`${major}.0.0`, `${major}.99.0`, `${major + 1}.0.0`, `${major + 10}.0.0`];
  expect(versions.map(raised)).toEqual([false, false, true, true]);
});
