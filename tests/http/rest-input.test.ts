/** What comes in at the REST door and cannot be used: told in words, by field, and without a fault of ours. */
import { describe, expect, it } from "vitest";
import { logged } from "../setup/database";
import { makeCustomer } from "../setup/factories";
import { expectProblem, rest } from "../setup/http";

describe("what cannot be understood", () => {
  it.each([
    ["GET /", 404],
    ["GET /nothing", 404],
    ["GET /orders/", 404],
    ["GET /orders/a/b", 404],
    ["GET /__proto__", 404],
    ["GET /products/%E0%A4%A", 400],
    ["GET /products/a%2Fb", 400],
    ["GET /products/%00", 400],
    ["GET /products?limit=0", 400],
    ["GET /products?limit=1e1", 400],
    ["GET /products?limit=", 400],
    ["GET /products?limit=5&limit=6", 400],
    ["GET /products?cursor=%00", 400],
    [`GET /products?search=${"x".repeat(81)}`, 400],
  ])("%s is %s", async (operation, status) => {
    const response = await rest(operation);
    await expectProblem(response, status);
    expect(logged.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
  });

  it.each([
    ["an array", "[]"],
    ["a text", '"x"'],
    ["null", "null"],
    ["half of it", '{"email":'],
    ["a NUL byte", '{"email":"a\\u0000@example.test","password":"x"}'],
    ["nothing", undefined],
    ["nesting without end", `${"[".repeat(20_000)}${"]".repeat(20_000)}`],
  ])("a body that is %s is 400", async (_name, body) => {
    await expectProblem(await rest("POST /login", { body }), 400, { code: "BAD_REQUEST" });
  });

  it("a field that is wrong is named", async () => {
    const { token } = await makeCustomer();
    const json = { lines: [{ productId: "x", quantity: 0 }] };
    const issues = [{ path: "lines.0.quantity", message: expect.any(String) }];
    await expectProblem(await rest("POST /orders", { token, json }), 400, { issues });
  });

  it("a field that nobody knows is named, too: it would have no effect", async () => {
    const { token } = await makeCustomer();
    const sent = { body: { name: "Me", role: "ADMIN", __proto: 1 }, query: "GET /products?serach=lamp&limit=1" };
    const role = await rest("PATCH /me", { token, json: sent.body });
    await expectProblem(role, 400, {
      issues: [{ path: "role" }, { path: "__proto" }].map((it) => expect.objectContaining(it)),
    });
    await expectProblem(await rest(sent.query), 400, { issues: [expect.objectContaining({ path: "serach" })] });
    expect(await (await rest("GET /me", { token })).json()).toMatchObject({ name: "Test Person", role: "CUSTOMER" });
  });

  it.each([
    ["PATCH /me", {}, "name", "Please fill this in."],
    ["PATCH /me", { name: 5 }, "name", "This has to be text."],
    ["POST /tokens", { name: "x", scopes: ["all"] }, "scopes.0", /^One of these, please: orders:read, /],
    [
      "POST /tokens",
      { name: "x", scopes: ["orders:read"], expiresInDays: 400 },
      "expiresInDays",
      "At most 365, please.",
    ],
    ["POST /orders", { lines: "x" }, "lines", "This has to be a list."],
  ])("%s with %j says of %s what to do", async (operation, json, path, message) => {
    const { token } = await makeCustomer();
    const { issues } = await (await rest(operation, { token, json })).json();
    expect(issues).toEqual([{ path, message: message instanceof RegExp ? expect.stringMatching(message) : message }]);
  });

  it("too much is 413, another kind 415, and nothing of it is done", async () => {
    const { token } = await makeCustomer();
    const body = JSON.stringify({ name: "n".repeat(70_000) });
    await expectProblem(await rest("PATCH /me", { token, body }), 413, { reason: "BODY_TOO_LARGE" });
    const headers = { "content-type": "text/plain" };
    const plain = await rest("PATCH /me", { token, body: '{"name":"Plain"}', headers });
    await expectProblem(plain, 415, { reason: "WRONG_CONTENT_TYPE" });
    expect((await (await rest("GET /me", { token })).json()).name).toBe("Test Person");
  });
});
