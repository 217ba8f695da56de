import { expect, it } from "vitest";
import type { ApiDocument } from "@/features/docs/document";
import { type RequestInput, type RequestTemplate, toCurl, toRequest } from "@/features/docs/request";
import { fieldsOf, typeText } from "@/features/docs/schema-text";

const input = (place: string, name: string, rest: Partial<RequestInput> = {}): RequestInput => {
  return { name, in: place, required: false, isList: false, example: "", ...rest };
};
const template = (rest: Partial<RequestTemplate>): RequestTemplate => {
  return { method: "GET", path: "/things", inputs: [], acceptsToken: true, ...rest };
};

it("API docs: a request has its path, query and header values, and no empty ones", () => {
  const inputs = [
    input("path", "id", { example: "x" }),
    input("query", "id"),
    input("query", "tags", { isList: true }),
    input("query", "empty"),
    input("header", "If-Match"),
  ];
  const values = { "path.id": "a/b", "query.id": "1 2", "query.tags": "a, b", "header.If-Match": '"3"' };
  const request = toRequest(template({ path: "/things/{id}", inputs }), "/api", values, "secret");
  expect(request).toEqual({
    method: "GET",
    url: "/api/things/a%2Fb?id=1+2&tags=a&tags=b",
    headers: { Authorization: "Bearer secret", "If-Match": '"3"' },
  });
  expect(toRequest(template({ path: "/things/{id}", inputs }), "", {}, "").url).toBe("/things/x");
});

it("API docs: an operation that takes no token gets none", () => {
  expect(toRequest(template({ acceptsToken: false }), "", {}, "secret").headers).toEqual({});
});

it("API docs: the command quotes its values for a shell", () => {
  const request = toRequest(template({ method: "POST", body: "{}" }), "https://x.test", { body: `{"a":"it's"}` }, "");
  expect(toCurl(request)).toBe(
    `curl -X POST 'https://x.test/things' \\\n  -H 'Content-Type: application/json' \\\n  --data-raw '{"a":"it'\\''s"}'`,
  );
});

it("API docs: types are words, and references are followed", () => {
  const schemas = {
    Color: { type: "string", enum: ["RED", "BLUE"] },
    Node: { type: "object", properties: { next: { $ref: "#/components/schemas/Node" } }, required: ["next"] },
  };
  const document = { components: { securitySchemes: {}, schemas } } as unknown as ApiDocument;
  expect(typeText(document, { type: "integer", minimum: 1, maximum: 9, default: 2 })).toBe(
    "integer, 1 to 9, default 2",
  );
  expect(typeText(document, { $ref: "#/components/schemas/Color" })).toBe("RED | BLUE");
  expect(typeText(document, { type: ["string", "null"], format: undefined })).toBe("string or null");
  expect(typeText(document, { type: "array", maxItems: 5, items: { $ref: "#/components/schemas/Color" } })).toBe(
    "list of RED | BLUE, at most 5 entries",
  );
  const [next] = fieldsOf(document, { type: "array", items: { $ref: "#/components/schemas/Node" } });
  expect(next).toMatchObject({ name: "next", required: true });
});
