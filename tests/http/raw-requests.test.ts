/** What Node hands to Next: requests that Next cannot route, and bytes that are no request. */
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerParserErrors } from "@/server/http/parser-error";
import { rerouteUnroutable } from "@/server/http/unroutable";
import { LIMITS } from "@/server/platform/rate-limit";
import { logged } from "../setup/database";
import { expectProblem, expectTrpcError, send } from "../setup/http";
import { rawRequest, sendRaw } from "../setup/raw";

let server: Server;
let origin: string;
beforeAll(async () => {
  answerParserErrors();
  rerouteUnroutable();
  // In the place of Next: hands each request to the endpoint of its path.
  server = createServer(async (request, response) => {
    const { url = "", method, headers } = request;
    if (!url.startsWith("/api/")) return response.end("page");
    const sent = { host: headers.host, origin: headers.origin };
    const result = await send(url, { method, headers: { ...sent, "sec-fetch-site": undefined } });
    response.writeHead(result.status, Object.fromEntries(result.headers)).end(await result.text());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const HOST = ["Host: localhost"];
const linesOf = (response: Response) =>
  logged.map((line) => JSON.parse(line)).filter((it) => it.requestId === response.headers.get("x-request-id"));

describe("a request that Next cannot route", () => {
  it.each([
    ["a percent sign in a path", "GET /api/v1/%ff", HOST, 400, "BAD_REQUEST"],
    ["a percent sign in the path of a page", "GET /docs/%ff", HOST, 400, "BAD_REQUEST"],
    ["a percent sign and a body", "POST /api/v1/%", [...HOST, "Content-Length: 0"], 400, "BAD_REQUEST"],
    ["TRACE", "TRACE /", HOST, 501, "NOT_IMPLEMENTED"],
    ["PROPFIND", "PROPFIND /api/v1/tokens", HOST, 501, "NOT_IMPLEMENTED"],
    ["OPTIONS *", "OPTIONS *", HOST, 400, "BAD_REQUEST"],
    ["an absolute target", "GET http://localhost/api/v1/tokens", HOST, 400, "BAD_REQUEST"],
    ["no Host", "GET /api/v1/tokens", [], 400, "BAD_REQUEST"],
    ["an empty Host", "GET /", ["Host:"], 400, "BAD_REQUEST"],
    ["a Host with a space", "GET /", ["Host: a b"], 400, "BAD_REQUEST"],
    ["a Host with a port that is none", "GET /", ["Host: x:99999"], 400, "BAD_REQUEST"],
    ["a Host with a user", "GET /", ["Host: user@x"], 400, "BAD_REQUEST"],
    ["two Hosts", "GET /", ["Host: a", "Host: a"], 400, "BAD_REQUEST"],
    ["a hidden file", "GET /.gitkeep", HOST, 404, "NOT_FOUND"],
    ["a hidden file in a folder", "GET /pictures/%2egitkeep", HOST, 404, "NOT_FOUND"],
    ["PUT to a page", "PUT /docs", HOST, 405, "METHOD_NOT_SUPPORTED"],
    ["POST to a page", "POST /docs", HOST, 405, "METHOD_NOT_SUPPORTED"],
    ["DELETE of a file", "DELETE /icon.svg", HOST, 405, "METHOD_NOT_SUPPORTED"],
  ])("%s: %s", async (_name, line, headers, status, code) => {
    const response = await sendRaw(origin, rawRequest(line, headers));
    expect(linesOf(response)).toMatchObject([{ event: "call", code }]);
    if (!line.startsWith("OPTIONS")) expect(response.headers.get("ratelimit-policy")).toContain('"refused"');
    expect(response.headers.get("allow")).toBe(status === 405 ? "GET, HEAD, OPTIONS" : null);
    await expectProblem(response, status, { code });
  });

  it("below /api/trpc it is answered in tRPC's error format", async () => {
    const response = await sendRaw(origin, rawRequest("GET /api/trpc/%"));
    await expectTrpcError(response, 400, { code: "BAD_REQUEST" });
  });

  it("a listed origin can read the error", async () => {
    const headers = [...HOST, "Origin: https://partner.test"];
    const response = await sendRaw(origin, rawRequest("GET /api/v1/%ff", headers));
    expect(response.headers.get("access-control-allow-origin")).toBe("https://partner.test");
  });

  it("the log names the target, shortened", async () => {
    const response = await sendRaw(origin, rawRequest(`GET /%ff${"x".repeat(5000)}`));
    expect(linesOf(response)[0].path).toMatch(/^unroutable\/path\/%2F%25ffx{40,100}$/);
  });

  it.each(["GET /docs?search=%ff", "POST /docs", "GET /docs/%20"])("%s passes", async (line) => {
    const action = line.startsWith("POST") ? ["Next-Action: 1"] : [];
    expect(await (await sendRaw(origin, rawRequest(line, [...HOST, ...action]))).text()).toBe("page");
  });

  it("the endpoint itself answers a client's call like any unknown path: 404", async () => {
    await expectProblem(await send("/api/unroutable/constructor"), 404, { code: "NOT_FOUND" });
  });
});

describe("bytes that are no request", () => {
  it.each([
    ["an unknown method", rawRequest("BREW /"), 501],
    ["CONNECT", rawRequest("CONNECT localhost:1"), 501],
    ["a header without a colon", rawRequest("GET /", ["Host localhost"]), 400],
    ["two lengths", rawRequest("POST /", [...HOST, "Content-Length: 1", "Transfer-Encoding: chunked"]), 400],
    ["a target in another encoding", rawRequest("GET /\u00e9"), 400],
    ["headers of 20 KB", rawRequest("GET /", [...HOST, `X: ${"x".repeat(20_000)}`]), 431],
  ])("%s: the error format, logged", async (_name, text, status) => {
    const response = await sendRaw(origin, text);
    expect(response.headers.get("connection")).toBe("close");
    expect(linesOf(response)).toMatchObject([{ event: "call", level: 30 }]);
    await expectProblem(response, status);
  });

  it("they are counted: the next one over the limit is 429", async () => {
    let status = 0;
    for (let sent = 0; sent <= LIMITS.refused.calls && status !== 429; sent++) {
      ({ status } = await sendRaw(origin, "x\r\n\r\n"));
    }
    expect(status).toBe(429);
  });

  it("a client that leaves in the middle of a request is not answered", async () => {
    await new Promise((resolve) => {
      const socket = connect(Number(new URL(origin).port), "127.0.0.1", () => {
        socket.write("GET / HT");
        socket.resetAndDestroy();
      });
      socket.on("close", resolve);
    });
    await sendRaw(origin, rawRequest("GET /"));
    expect(logged).toEqual([]);
  });

  it("headers and requests that arrive slowly are bounded", () => {
    expect([server.headersTimeout, server.requestTimeout]).toEqual([15_000, 30_000]);
  });
});
