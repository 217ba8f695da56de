/** The operations that a router's procedures become, and their document. */
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Rest } from "@/server/core/meta";
import { publicProcedure, router } from "@/server/core/procedures";
import { openApiDocument } from "@/server/rest/openapi";
import { createRoutes, type JsonSchema } from "@/server/rest/routes";
import { fixtureRouter } from "../setup/fixture";

const Named = z.object({ id: z.string() }).meta({ id: "Named" });
const get = (name: string, path: Rest["path"]): Rest => ({ name, method: "GET", path, summary: "Get" });
const procedureFor = (rest: Rest, input: z.ZodType = z.object({}), output: z.ZodType = Named) =>
  publicProcedure
    .meta({ rest })
    .input(input)
    .output(output)
    .query(() => ({ id: "x" }));
const routesOf = (procedures: Parameters<typeof router>[0]) => () => createRoutes(router({ box: router(procedures) }));

describe("createRoutes", () => {
  it("path field missing in the input: the error names the procedure and the field", () => {
    const create = routesOf({ byId: procedureFor(get("getBox", "/boxes/{id}")) });
    expect(create).toThrow(/getBox \(box\.byId\) has \{id\} in its path.*Add it to the input schema/);
  });

  it.each([
    ["string", z.string()],
    ["array", z.array(z.string())],
    ["record", z.record(z.string(), z.string())],
  ])("input of type %s: the error names the procedure and asks for an object", (_name, input) => {
    const create = routesOf({ find: procedureFor(get("findBoxes", "/boxes"), input) });
    expect(create).toThrow(/findBoxes \(box\.find\) needs an object as its input/);
  });

  it("output without an id: the error names the operation and asks for .meta({ id })", () => {
    const create = routesOf({ list: procedureFor(get("listBoxes", "/boxes"), z.object({}), z.object({})) });
    expect(create).toThrow(/listBoxes has no name.*Add \.meta\(\{ id: "Name"/);
  });

  it("missing output: the error names the procedure and asks for .output()", () => {
    const list = publicProcedure.meta({ rest: get("listBoxes", "/boxes") }).query(() => 1);
    expect(routesOf({ list })).toThrow(/listBoxes \(box\.list\) has no output schema\. Add \.output/);
  });

  it.each([
    ["method and path", get("getBox", "/boxes/{id}"), get("findBox", "/boxes/{key}")],
    ["name", get("getBox", "/boxes/{id}"), get("getBox", "/crates/{key}")],
  ])("same %s twice: the error names both procedures and the meta to change", (_name, one, two) => {
    const input = z.object({ id: z.string(), key: z.string() });
    const create = routesOf({ one: procedureFor(one, input), two: procedureFor(two, input) });
    expect(create).toThrow(/box\.two and box\.one have the same REST operation.*Change `rest` in the meta/);
  });

  it("two methods of one path, and a procedure without an input, are accepted", () => {
    const list = publicProcedure
      .meta({ rest: get("listBoxes", "/boxes") })
      .output(Named)
      .query(() => ({ id: "x" }));
    const add = procedureFor({ ...get("addBox", "/boxes"), method: "POST" });
    expect(routesOf({ list, add })().map(({ procedure }) => procedure)).toEqual(["box.list", "box.add"]);
  });
});

type Schema = JsonSchema & { properties?: Record<string, JsonSchema>; anyOf?: Schema[] };
type Parameter = { name: string; in: string; required: boolean; schema: Schema };
type Operation = {
  operationId: string;
  tags: string[];
  parameters: Parameter[];
  requestBody?: { content: { "application/json": { schema: Schema; example?: unknown } } };
  responses: Record<string, object>;
};

describe("document of the fixture", () => {
  const routes = createRoutes(fixtureRouter);
  const document = openApiDocument(routes);
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, ...(operation as unknown as Operation) })),
  );
  const operation = (id: string) => {
    const found = operations.find(({ operationId }) => operationId === id);
    if (!found) throw new Error(`no operation ${id}`);
    return found;
  };
  const bodyOf = (id: string) => operation(id).requestBody?.content["application/json"];
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
  ajv.addSchema(document, "document");
  /** Compiles the schema at a place, and the schemas that it refers to. */
  const compile = (...place: string[]) => {
    const pointer = place.map((it) => `/${it.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
    return ajv.compile({ $ref: `document#${encodeURI(pointer)}` });
  };

  it("is made once", () => {
    expect(openApiDocument(routes)).toBe(document);
  });

  it("every schema compiles, and every reference resolves", () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = ""]) => path);
    expect(references.length).toBeGreaterThan(50);
    for (const reference of references) {
      const target = reference
        .split("/")
        .reduce((node: unknown, name) => (node as Record<string, unknown>)?.[name], document);
      expect([reference, typeof target]).toEqual([reference, "object"]);
    }
    for (const name of Object.keys(document.components.schemas)) compile("components", "schemas", name);
    for (const { path, method, parameters, requestBody } of operations) {
      const at = ["paths", path, method];
      if (requestBody) compile(...at, "requestBody", "content", "application/json", "schema");
      for (const index of parameters.keys()) compile(...at, "parameters", String(index), "schema");
    }
  });

  it("every operation has a unique id, its path parameters and its responses", () => {
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    for (const { path, parameters, responses, operationId } of operations) {
      const inPath = parameters.filter((it) => it.in === "path");
      expect([operationId, inPath.map(({ name }) => `{${name}}`)]).toEqual([operationId, path.match(/\{\w+\}/g) ?? []]);
      for (const { required } of inPath) expect(required).toBe(true);
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(["400", "403", "429", "503", "default"]));
    }
  });

  it("a union is documented with the fields of each alternative, closed", () => {
    const body = bodyOf("readUnion");
    expect(body?.schema.anyOf?.map((it) => [Object.keys(it.properties ?? {}), it.required])).toEqual([
      [["email"], ["email"]],
      [
        ["phone", "country"],
        ["phone", "country"],
      ],
    ]);
    const validate = compile("paths", "/union", "post", "requestBody", "content", "application/json", "schema");
    expect(validate(body?.example)).toBe(true);
    expect(validate({ phone: "1", country: "IE" })).toBe(true);
    for (const value of [{}, { phone: "1" }, { email: "a", extra: 1 }]) expect(validate(value)).toBe(false);
  });

  it("a preprocessed object is documented with its fields, closed", () => {
    const { schema } = bodyOf("readPreprocessed") ?? {};
    expect(Object.keys(schema?.properties ?? {})).toEqual(["name", "color"]);
    expect(schema?.additionalProperties).toBe(false);
  });

  it("a refined object is documented with its fields", () => {
    const parameters = operation("readRefined").parameters.map(({ name, in: place, required, schema }) => ({
      name,
      place,
      required,
      type: schema.type,
    }));
    expect(parameters).toEqual([
      { name: "from", place: "query", required: true, type: "integer" },
      { name: "to", place: "query", required: true, type: "integer" },
    ]);
  });

  it("booleans and lists are query parameters with their types", () => {
    const types = operation("readQuery").parameters.map(({ name, in: place, required, schema }) => [
      name,
      place,
      required,
      schema.type,
    ]);
    expect(types).toEqual([
      ["flag", "query", false, "boolean"],
      ["tag", "query", false, "array"],
      ["count", "query", false, "array"],
    ]);
  });

  it("a procedure of three segments is tagged by the first two, with typed path parameters", () => {
    const { tags, path, method, parameters } = operation("deleteThing");
    expect([tags, method, path]).toEqual([["fixture.thing"], "delete", "/shelves/{shelf}/things/{number}"]);
    expect(parameters.map(({ name, in: place, schema }) => [name, place, schema.type])).toEqual([
      ["shelf", "path", "string"],
      ["number", "path", "integer"],
      ["reason", "query", "string"],
    ]);
  });
});
