/** Input of the REST API: how it is read, and the errors that name an invalid field. */
import { describe, expect, it } from "vitest";
import { SCOPES } from "@/domain/token";
import { logged } from "../setup/database";
import { makeAccessToken, makePrincipal } from "../setup/factories";
import { fixture, SCOPE } from "../setup/fixture";
import { expectProblem, rest } from "../setup/http";

const makeToken = async () => makeAccessToken(await makePrincipal());

/** The input that a procedure of the fixture received. */
async function readInput(operation: string, json?: unknown) {
  const response = await fixture.rest(operation, { json });
  expect(response.status).toBe(200);
  return (await response.json()).input;
}

/** The paths of the issues of an input that is refused. */
async function issuePaths(operation: string, json?: unknown): Promise<string[]> {
  const { issues } = await expectProblem(await fixture.rest(operation, { json }), 400);
  return issues.map(({ path }: { path: string }) => path);
}

describe("malformed requests", () => {
  it.each([
    ["GET /", 404],
    ["GET /nothing", 404],
    ["GET /things/", 404],
    ["GET /things/a/b", 404],
    ["GET /__proto__", 404],
    ["GET /things/%E0%A4%A", 400],
    ["GET /things/a%2Fb", 400],
    ["GET /things/%00", 400],
    ["GET /things?limit=0", 400],
    ["GET /things?limit=1e1", 400],
    ["GET /things?limit=", 400],
    ["GET /things?limit=5&limit=6", 400],
    ["GET /things?cursor=%00", 400],
    [`GET /things?search=${"x".repeat(81)}`, 400],
  ])("%s is %i, without an error in the log", async (operation, status) => {
    await expectProblem(await fixture.rest(operation), status);
    expect(logged.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
  });

  it.each([
    ["an array", "[]"],
    ["a string", '"x"'],
    ["null", "null"],
    ["truncated", '{"email":'],
    ["with a NUL byte", '{"email":"a\\u0000@example.test","password":"x"}'],
    ["missing", undefined],
    ["nested 20,000 levels deep", `${"[".repeat(20_000)}${"]".repeat(20_000)}`],
  ])("a body that is %s is 400", async (_name, body) => {
    await expectProblem(await rest("POST /login", { body }), 400, { code: "BAD_REQUEST" });
  });

  it("a body over 64 KB is 413, another content type 415, and nothing is changed", async () => {
    const token = await makeToken();
    const body = JSON.stringify({ name: "n".repeat(70_000) });
    await expectProblem(await rest("PATCH /me", { token, body }), 413, { reason: "BODY_TOO_LARGE" });
    const headers = { "content-type": "text/plain" };
    const plain = await rest("PATCH /me", { token, body: '{"name":"Plain"}', headers });
    await expectProblem(plain, 415, { reason: "WRONG_CONTENT_TYPE" });
    expect((await (await rest("GET /me", { token })).json()).name).toBe("Test Person");
  });
});

describe("invalid fields", () => {
  it("a nested field is named by its path", async () => {
    const json = { name: "Lamp", parts: [{ id: "x", quantity: 0 }] };
    const issues = [{ path: "parts.0.quantity", message: "Must be at least 1." }];
    await expectProblem(await fixture.rest("POST /things", { token: await makeToken(), json }), 400, { issues });
  });

  it("a list of any depth in the place of a text is 400", async () => {
    const body = `{"email":${"[".repeat(12_000)}${"]".repeat(12_000)},"password":"x"}`;
    await expectProblem(await rest("POST /login", { body }), 400, { code: "BAD_REQUEST" });
  });

  it("unknown fields are named, and nothing is changed", async () => {
    const token = await makeToken();
    const json = { name: "Me", role: "ADMIN", __proto: 1 };
    const issues = ["role", "__proto"].map((path) => ({ path, message: "Unknown field." }));
    await expectProblem(await rest("PATCH /me", { token, json }), 400, { issues });
    expect(await issuePaths("GET /things?serach=lamp&limit=1")).toEqual(["serach"]);
    expect(await (await rest("GET /me", { token })).json()).toMatchObject({ name: "Test Person", role: "CUSTOMER" });
  });

  it.each([
    ["PATCH /me", {}, "name", "Enter your name."],
    ["PATCH /me", { name: 5 }, "name", "Must be text."],
    ["POST /tokens", { name: "x", scopes: ["all"] }, "scopes.0", `Must be one of: ${Object.keys(SCOPES).join(", ")}.`],
    ["POST /tokens", { name: "x", scopes: [SCOPE], expiresInDays: 400 }, "expiresInDays", "Must be at most 365."],
    ["POST /tokens", { name: "x", scopes: "x" }, "scopes", "Must be a list."],
  ])("%s with %j: the issue of %s is %j", async (operation, json, path, message) => {
    const { issues } = await (await rest(operation, { token: await makeToken(), json })).json();
    expect(issues).toEqual([{ path, message }]);
  });
});

describe("query parameters", () => {
  it("booleans, lists of strings and lists of numbers are parsed", async () => {
    const input = await readInput("GET /query?flag=true&tag=red&tag=blue&count=1&count=20");
    expect(input).toEqual({ flag: true, tag: ["red", "blue"], count: [1, 20] });
    expect(await readInput("GET /query?flag=false")).toEqual({ flag: false });
  });

  it("one entry is a list of one", async () => {
    expect(await readInput("GET /query?tag=red&count=7")).toEqual({ tag: ["red"], count: [7] });
  });

  it.each([
    ["flag=yes", ["flag"]],
    ["flag=", ["flag"]],
    ["flag=1", ["flag"]],
    ["tag=red&tag=pink", ["tag.1"]],
    ["tag=pink", ["tag.0"]],
    ["tag=red&tag=red&tag=red&tag=red", ["tag"]],
    ["count=1&count=x", ["count.1"]],
    ["count=1.5", ["count.0"]],
  ])("%s is 400 and names %j", async (query, paths) => {
    expect(await issuePaths(`GET /query?${query}`)).toEqual(paths);
  });

  it("only a list may appear more than once", async () => {
    await expectProblem(await fixture.rest("GET /query?flag=true&flag=true"), 400, { code: "BAD_REQUEST" });
  });
});

describe("composed inputs", () => {
  it("a union takes either alternative", async () => {
    expect(await readInput("POST /union", { email: "a@b.test" })).toEqual({ email: "a@b.test" });
    const phone = { phone: "123", country: "IE" };
    expect(await readInput("POST /union", phone)).toEqual(phone);
  });

  it("a preprocessed object gets what its preprocessing adds", async () => {
    expect(await readInput("POST /preprocess", { name: "Lamp" })).toEqual({ name: "Lamp", color: "red" });
  });

  it("a refined object is parsed and refined", async () => {
    expect(await readInput("GET /refined?from=1&to=2")).toEqual({ from: 1, to: 2 });
    expect(await issuePaths("GET /refined?from=2&to=1")).toEqual(["to"]);
  });

  it.each([
    ["POST /union", { email: "a@b.test", extra: 1 }],
    ["POST /preprocess", { name: "Lamp", extra: 1 }],
    ["GET /refined?from=1&to=2&extra=1", undefined],
  ])("%s refuses an unknown field", async (operation, json) => {
    expect(await issuePaths(operation, json)).toEqual(["extra"]);
  });
});

describe("path parameters", () => {
  it("a procedure of three segments takes two, of any name, one of them a number", async () => {
    const token = await makeToken();
    const call = (path: string) => fixture.rest(`DELETE ${path}`, { token });
    const deleted = await call("/shelves/top%20left/things/42?reason=broken");
    expect([deleted.status, (await deleted.json()).input]).toEqual([
      200,
      { shelf: "top left", number: 42, reason: "broken" },
    ]);
    expect((await call("/shelves/7/things/42")).status).toBe(200); // a string stays a string
    const { issues } = await expectProblem(await call("/shelves/top/things/first"), 400);
    expect(issues).toMatchObject([{ path: "number" }]);
    await expectProblem(await call("/shelves/top/things/1?number=2"), 400, {
      issues: [expect.objectContaining({ path: "number" })],
    });
  });
});
