/** The REST API: HTTP's terms for the results of procedures. */
import { describe, expect, it } from "vitest";
import { db } from "@/server/platform/db";
import { callerOf, makeAccessToken, makePersonalToken, makePrincipal, makeUser, PASSWORD } from "../setup/factories";
import { fixture, makeThing, SCOPE, things } from "../setup/fixture";
import { errorOf, expectProblem, mutate, rest, send, signIn } from "../setup/http";

async function makeSignedIn() {
  const principal = await makePrincipal();
  return { principal, token: await makeAccessToken(principal) };
}
const createToken = (...args: Parameters<typeof callerOf>) =>
  callerOf(...args).token.create({ name: "Script", scopes: [SCOPE] });

describe("a script's session", () => {
  it("logs in, reads, refreshes and logs out", async () => {
    const { email } = await makeUser();
    const login = await rest("POST /login", { json: { email, password: PASSWORD } });
    expect([login.status, login.headers.get("cache-control")]).toEqual([200, "private, no-store"]);
    const { accessToken: token, refreshToken } = await login.json();
    const me = await (await rest("GET /me", { token })).json();
    expect(me).toMatchObject({ email, createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) });

    const renewed = await (await rest("POST /token/refresh", { json: { refreshToken } })).json();
    const out = await rest("POST /logout", { token: renewed.accessToken });
    expect([out.status, await out.text()]).toEqual([204, ""]);
    await expectProblem(await rest("GET /me", { token: renewed.accessToken }), 401, { reason: "TOKEN_INVALID" });
    await expectProblem(await rest("GET /me", { token }), 401);
  });

  it("creates, lists and revokes personal tokens", async () => {
    const { token } = await makeSignedIn();
    const created = await rest("POST /tokens", { token, json: { name: "Export", scopes: [SCOPE] } });
    expect(created.status).toBe(201);
    const { id, secret } = await created.json();
    expect((await rest("GET /me", { token: secret })).status).toBe(200);
    const { items } = await (await rest("GET /tokens", { token })).json();
    expect(items).toMatchObject([{ id, name: "Export", lastUsedAt: expect.any(String) }]);
    expect((await rest(`DELETE /tokens/${id}`, { token })).status).toBe(204);
    await expectProblem(await rest("GET /me", { token: secret }), 401);
    await expectProblem(await rest(`DELETE /tokens/${id}`, { token }), 404);
  });

  it("reads a list page by page, each row once", async () => {
    const { principal, token } = await makeSignedIn();
    for (let count = 0; count < 3; count++) await createToken(principal);
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page = await (await fixture.rest(`GET /things?limit=2${cursor && `&cursor=${cursor}`}`, { token })).json();
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map((item: { id: string }) => item.id));
      cursor = page.nextCursor;
    }
    const rows = await db.credential.findMany({ where: { userId: principal.userId } });
    expect(seen.toSorted()).toEqual(rows.map(({ id }) => id).toSorted());
  });

  it("a created row has a Location", async () => {
    const { token } = await makeSignedIn();
    const created = await fixture.rest("POST /things", { token, json: { name: "Lamp" } });
    const { id } = await created.json();
    expect([created.status, created.headers.get("location")]).toEqual([201, `/api/v1/things/${id}`]);
  });
});

describe("credentials", () => {
  it("the session cookie is accepted; writes with it only from our own pages", async () => {
    const { email } = await makeUser();
    const { cookie } = await signIn(email, PASSWORD);
    expect((await rest("GET /me", { cookie })).status).toBe(200);
    const json = { name: "Other Name" };
    await expectProblem(await rest("PATCH /me", { cookie, json }), 403, { reason: "CROSS_SITE" });
    expect((await rest("PATCH /me", { cookie, json, headers: { "sec-fetch-site": "same-origin" } })).status).toBe(200);
  });

  it("WWW-Authenticate names the expected kind of token and what is wrong with it", async () => {
    const challenge = async (operation: string, init: object, status: number) => {
      const response = await rest(operation, init);
      expect(response.status).toBe(status);
      return response.headers.get("www-authenticate");
    };
    expect(await challenge("GET /me", {}, 401)).toBe('Bearer realm="roundtrip"');
    expect(await challenge("GET /me", { token: "wrong" }, 401)).toBe('Bearer realm="roundtrip", error="invalid_token"');
    const token = await makePersonalToken(await makePrincipal(), SCOPE);
    expect(await challenge("GET /tokens", { token }, 403)).toBe('Bearer realm="roundtrip", error="insufficient_scope"');
  });

  it("another user's row is 404, and stays as it is", async () => {
    const owner = await makePrincipal();
    const { id } = await createToken(owner);
    const { token } = await makeSignedIn();
    await expectProblem(await rest(`DELETE /tokens/${id}`, { token }), 404);
    expect((await db.credential.findUniqueOrThrow({ where: { id } })).revokedAt).toBeNull();
  });

  it("an admin procedure refuses other users", async () => {
    const purge = async (role: "CUSTOMER" | "ADMIN") =>
      fixture.rest("POST /purge", { token: await makeAccessToken(await makePrincipal({ role })), json: {} });
    await expectProblem(await purge("CUSTOMER"), 403, { message: "Only administrators can do this." });
    expect((await purge("ADMIN")).status).toBe(200);
  });
});

describe("public content", () => {
  it("is cacheable; a matching If-None-Match gives 304 until the content changes", async () => {
    const row = makeThing();
    const read = (tag?: string) => fixture.rest(`GET /things/${row.id}`, { headers: { "if-none-match": tag } });
    const first = await read();
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[\w-]{27}"$/);
    expect(first.headers.get("cache-control")).toBe("public, no-cache");
    for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      const again = await read(tag);
      expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", etag]);
    }
    things.set(row.id, { ...row, name: "Another lamp" });
    const changed = await read(etag);
    expect([changed.status, (await changed.json()).name]).toEqual([200, "Another lamp"]);
  });
});

describe("If-Match", () => {
  const patch = (token: string, name: string, tag?: string) =>
    rest("PATCH /me", { token, json: { name }, headers: { "if-match": tag } });
  const tagOf = async (token: string) => (await rest("GET /me", { token })).headers.get("etag") ?? "";

  it("the current tag succeeds once, a stale one is 412", async () => {
    const { token } = await makeSignedIn();
    const tag = await tagOf(token);
    const first = await patch(token, "First", tag);
    expect([first.status, first.headers.get("etag"), (await first.json()).name]).toEqual([
      200,
      tag.replace(".0", ".1"),
      "First",
    ]);
    await expectProblem(await patch(token, "Second", tag), 412, { reason: "VERSION_MISMATCH" });
    expect((await (await rest("GET /me", { token })).json()).name).toBe("First");
  });

  it("two accounts with one version have different tags: neither 304 nor a write with the other's", async () => {
    const [mine, other] = [(await makeSignedIn()).token, (await makeSignedIn()).token];
    const tag = await tagOf(other);
    expect(await tagOf(mine)).not.toBe(tag);
    expect((await rest("GET /me", { token: mine, headers: { "if-none-match": tag } })).status).toBe(200);
    expect((await rest("GET /me", { token: other, headers: { "if-none-match": tag } })).status).toBe(304);
    await expectProblem(await patch(mine, "No", tag), 412, { reason: "VERSION_MISMATCH" });
  });

  it("10 parallel writes with one tag, one succeeds", async () => {
    const { token } = await makeSignedIn();
    const tag = await tagOf(token);
    const responses = await Promise.all(Array.from({ length: 10 }, (_, index) => patch(token, `Name ${index}`, tag)));
    expect(responses.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(412)]);
  });

  it.each(['"abc"', '"0"', '".0"', '"undefined.0"', '"99"', '""'])("%s matches nothing: 412", async (tag) => {
    const { token } = await makeSignedIn();
    await expectProblem(await patch(token, "No", tag), 412);
  });

  it.each(["0", '"1", "2"', "x".repeat(500), '"', ""])("%j is no entity tag: 400", async (tag) => {
    const { token } = await makeSignedIn();
    await expectProblem(await patch(token, "No", tag), 400);
  });

  it("a weak tag matches nothing: 412", async () => {
    const { token } = await makeSignedIn();
    await expectProblem(await patch(token, "No", `W/${await tagOf(token)}`), 412);
  });

  it("* or no header: the write is unconditional", async () => {
    const { token } = await makeSignedIn();
    expect((await patch(token, "Yes", "*")).status).toBe(200);
    expect((await patch(token, "Yes again")).status).toBe(200);
  });

  it("a version in the body is an unknown field", async () => {
    const { token } = await makeSignedIn();
    const issues = [{ path: "version", message: "Unknown field." }];
    await expectProblem(await rest("PATCH /me", { token, json: { name: "Me", version: 7 } }), 400, { issues });
  });
});

describe("methods", () => {
  it.each([
    ["PUT /tokens", "GET, HEAD, OPTIONS, POST"],
    ["POST /tokens/1", "DELETE, OPTIONS"],
    ["DELETE /me", "GET, HEAD, OPTIONS, PATCH"],
    ["GET /login", "OPTIONS, POST"],
    ["DELETE /openapi.json", "GET, HEAD, OPTIONS"],
  ])("%s is 405, with Allow: %s", async (operation, allow) => {
    const response = await rest(operation);
    await expectProblem(response.clone(), 405, { code: "METHOD_NOT_SUPPORTED" });
    expect(response.headers.get("allow")).toBe(allow);
  });

  it("OPTIONS is 204, with Allow", async () => {
    const response = await rest("OPTIONS /tokens");
    expect([response.status, response.headers.get("allow")]).toEqual([204, "GET, HEAD, OPTIONS, POST"]);
  });

  it("HEAD is GET without a body", async () => {
    const { id } = makeThing();
    const get = await fixture.rest(`GET /things/${id}`);
    const head = await fixture.rest(`HEAD /things/${id}`);
    expect([head.status, await head.text()]).toEqual([200, ""]);
    expect(head.headers.get("etag")).toBe(get.headers.get("etag"));
    const missing = await fixture.rest("HEAD /things/none");
    expect([missing.status, await missing.text()]).toEqual([404, ""]);
    expect((await rest("HEAD /tokens")).status).toBe(401);
  });

  it("a path below /api without an endpoint is a 404 problem", async () => {
    for (const init of [{}, { method: "POST", body: "{}", headers: { "content-type": "application/json" } }]) {
      const message = "Unknown endpoint. See /docs for all endpoints.";
      await expectProblem(await send("/api/nothing", init), 404, { message });
    }
  });
});

describe("REST and tRPC", () => {
  it("give the same code, message, reason and issues of an error", async () => {
    const { token } = await makeSignedIn();
    const { id } = await createToken(await makePrincipal());
    const headers = { authorization: `Bearer ${token}` };
    const overTrpc = async (tokenId: string) => {
      const { message, data } = await errorOf(await mutate("token.revoke", { id: tokenId }, { headers }));
      return { message, code: data.code, status: data.httpStatus, reason: data.reason, issues: data.issues };
    };
    const overRest = async (tokenId: string) => {
      const response = await rest(`DELETE /tokens/${encodeURIComponent(tokenId)}`, { token });
      const { message, code, status, reason, issues } = await response.json();
      return { message, code, status, reason, issues };
    };
    for (const tokenId of [id, "none", "not%an%id"]) expect(await overRest(tokenId)).toEqual(await overTrpc(tokenId));
  });

  it("give the same reason of an expected error of a procedure", async () => {
    const { message, code, reason } = await (await fixture.rest("GET /failures/expected")).json();
    const overTrpc = await errorOf(await fixture.query("thing.fail", { kind: "expected" }));
    expect({ message, code, reason }).toEqual({
      message: "Load it again.",
      code: "CONFLICT",
      reason: "VERSION_MISMATCH",
    });
    expect(overTrpc).toMatchObject({ message, data: { code, reason } });
  });
});
