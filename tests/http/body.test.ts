/** Bodies that arrive slowly, in another encoding, or with more than the schema has. */
import { afterEach, describe, expect, it, vi } from "vitest";
import { BODY_MS } from "@/server/http/body";
import { guard } from "@/server/http/guard";
import { makeAccessToken, makePrincipal, PASSWORD } from "../setup/factories";
import { fixture } from "../setup/fixture";
import { expectProblem, expectTrpcError, mutate, rest, send } from "../setup/http";

const makeToken = async () => makeAccessToken(await makePrincipal());
const JSON_TYPE = { "content-type": "application/json" };

describe("a body that does not end in time", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Sends the first byte of a body, and waits until the server has had enough. */
  async function sendSlowly(path: string) {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const cancelled = vi.fn();
    const body = new ReadableStream({ start: (it) => it.enqueue(new Uint8Array([123])), cancel: cancelled });
    const response = send(path, { method: "POST", headers: JSON_TYPE, body, duplex: "half" });
    await vi.advanceTimersByTimeAsync(BODY_MS - 1);
    expect(cancelled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(cancelled).toHaveBeenCalledOnce();
    vi.useRealTimers();
    return response;
  }

  it("REST: 408, and the connection is closed", async () => {
    const response = await sendSlowly("/api/v1/login");
    expect(response.headers.get("connection")).toBe("close");
    await expectProblem(response, 408, { code: "TIMEOUT" });
  });

  it("tRPC: 408", async () => {
    await expectTrpcError(await sendSlowly("/api/trpc/account.signUp"), 408, { code: "TIMEOUT" });
  });
});

it("a body whose header says that it is too long is 413, before it is read", async () => {
  const headers = { ...JSON_TYPE, "content-length": "99000000" };
  const response = await send("/api/v1/login", { method: "POST", headers, body: "{}" });
  await expectProblem(response, 413, { code: "PAYLOAD_TOO_LARGE", reason: "BODY_TOO_LARGE" });
});

describe("a request without a body", () => {
  it("reaches its handler as it is: a copy would cost more than all checks", async () => {
    const handle = vi.fn(async (_: Request) => new Response());
    const options = { maxBytes: 10, contentTypes: [], toErrorResponse: () => new Response(null, { status: 500 }) };
    const request = new Request("http://localhost/api/any", { headers: { host: "localhost", cookie: "a=b" } });
    await guard({ ...options, handle }).GET(request);
    expect(handle.mock.calls[0]?.[0]).toBe(request);
  });
});

describe("encodings", () => {
  const bytes = Buffer.concat([
    Buffer.from('{"email":"a@example.test","password":"'),
    Buffer.from([0xff]),
    Buffer.from('"}'),
  ]);

  it("a body that is not UTF-8 is 400", async () => {
    const init = { method: "POST", headers: JSON_TYPE, body: bytes };
    await expectProblem(await send("/api/v1/login", init), 400, { detail: "The body is not valid UTF-8." });
    await expectTrpcError(await send("/api/trpc/account.signUp", init), 400, { code: "BAD_REQUEST" });
  });

  it.each(["utf-16", '"ISO-8859-1"', "utf-7"])("charset=%s is 415", async (charset) => {
    const headers = { "content-type": `application/json; charset=${charset}` };
    const response = await rest("POST /login", { json: {}, headers });
    await expectProblem(response, 415, { reason: "WRONG_CONTENT_TYPE", detail: "Send the body in UTF-8." });
  });

  it.each(["utf-8", '"UTF-8"', "us-ascii"])("charset=%s is accepted", async (charset) => {
    const headers = { "content-type": `application/json; charset=${charset}` };
    expect((await rest("POST /login", { json: {}, headers })).status).toBe(400); // for its fields
  });
});

describe("control characters", () => {
  it.each(["a\nb", "a\rb", "a\tb", "a\u0007b", "a\u0085b", "a\u2028b"])(
    "%j in a field of one line is 400",
    async (name) => {
      const token = await makeToken();
      const issues = [{ path: "name", message: "Remove the control characters." }];
      const input = { email: "new@example.test", name, password: PASSWORD };
      await expectTrpcError(await mutate("account.signUp", input), 400, { issues });
      await expectProblem(await fixture.rest("POST /things", { token, json: { name } }), 400, { issues });
    },
  );
});

describe("unknown fields", () => {
  it("nested ones are 400 over REST, and named", async () => {
    const json = {
      name: "Lamp",
      parts: [
        { id: "a", quantity: 1 },
        { id: "b", quantity: 1, price: 0, note: { x: 1 } },
      ],
    };
    const response = await fixture.rest("POST /things", { token: await makeToken(), json });
    const message = "Unknown field.";
    const issues = ["parts.1.price", "parts.1.note"].map((path) => ({ path, message }));
    await expectProblem(response, 400, { issues });
  });

  it("the document says so", async () => {
    const { openApiDocument } = await import("@/server/rest/openapi");
    const { createRoutes } = await import("@/server/rest/routes");
    const { fixtureRouter } = await import("../setup/fixture");
    const { paths } = openApiDocument(createRoutes(fixtureRouter));
    const schema = paths["/things"]?.post?.requestBody?.content["application/json"].schema;
    expect(schema?.properties?.parts).toMatchObject({ items: { additionalProperties: false } });
  });
});
