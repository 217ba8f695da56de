/** Requests that Next alone would answer with 500 or in plain text: tests/http/raw-requests.test.ts has the others. */
import { readFileSync } from "node:fs";
import { rawRequest, sendRaw } from "../setup/raw";
import { LOG_FILE, ORIGIN } from "./files";
import { addressOf, expect, test } from "./story";

const [forwarded] = Object.entries(addressOf("raw requests")).map(([name, value]) => `${name}: ${value}`);
const HOST = ["Host: localhost", forwarded ?? ""];

for (const [line, headers, status] of [
  ["GET /api/v1/%ff", HOST, 400],
  ["GET /api/trpc/%", HOST, 400],
  ["GET /account/%ff", HOST, 400],
  ["GET /account/%ff", [...HOST, "RSC: 1"], 400],
  ["POST /account/%", [...HOST, "Content-Length: 2"], 400],
  ["TRACE /", HOST, 501],
  ["OPTIONS *", HOST, 400],
  ["GET http://localhost/", HOST, 400],
  ["GET /", [], 400],
  ["GET /", ["Host: a b"], 400],
  ["GET /api/v1/me", ["Host: x:99999"], 400],
  ["GET /", [...HOST, "Host: other"], 400],
  ["GET /.gitkeep", HOST, 404],
  ["PUT /account", HOST, 405],
  ["BREW /", HOST, 501],
  ["CONNECT localhost:80", HOST, 501],
  ["GET /_next/image?w=64&q=75&url=%2F%25ff", HOST, 404],
] as const) {
  test(`${line}, ${headers.length} headers: ${status} in the error format, logged`, async () => {
    const response = await sendRaw(ORIGIN, rawRequest(line, headers, line.startsWith("POST") ? "{}" : ""));
    expect(response.status).toBe(status);
    const requestId = response.headers.get("x-request-id") ?? "none";
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    if (status === 405) expect(response.headers.get("allow")).toBe("GET, HEAD, OPTIONS");
    expect(JSON.stringify(await response.json())).toContain(requestId);
    await expect.poll(() => readFileSync(LOG_FILE, "utf8")).toContain(requestId);
  });
}

for (const [line, location] of [
  ["GET //", "/"],
  ["GET //other.test/x", "/other.test/x"],
  ["GET /api//v1/me", "/api/v1/me"],
  ["GET /docs/", "/docs"],
]) {
  test(`${line} redirects to the path that was meant`, async () => {
    const response = await sendRaw(ORIGIN, rawRequest(line ?? "", HOST));
    expect([response.status, response.headers.get("location")]).toEqual([308, location]);
  });
}

for (const header of [
  "Range: bytes=99999999-",
  'If-Match: "x"',
  "If-Unmodified-Since: Mon, 01 Jan 2001 00:00:00 GMT",
  "Expect: banana",
]) {
  test(`a script of a page with ${header} is no server error`, async ({ request }) => {
    const [, script] = /<script[^>]*src="([^"]+)"/.exec(await (await request.get("/docs")).text()) ?? [];
    const response = await sendRaw(ORIGIN, rawRequest(`GET ${script}`, [...HOST, header]));
    expect(response.status).toBeLessThan(500);
  });
}

for (const [line, ...headers] of [
  ["GET /docs?_rsc=1", "RSC: 1", "Next-Router-State-Tree: {bad"],
  ["GET /docs?_rsc=1", "RSC: 1", "Next-Router-State-Tree: []"],
] as const) {
  test(`${line} with ${headers.join(", ")} is no server error`, async () => {
    const response = await sendRaw(ORIGIN, rawRequest(line, [...HOST, ...headers]));
    expect([200, 307]).toContain(response.status);
  });
}

test("a client that offers another protocol is answered over HTTP/1.1", async () => {
  const offer = ["Host: localhost", "Upgrade: h2c"];
  const response = await sendRaw(ORIGIN, rawRequest("GET /api/health", offer).replace("close", "close, Upgrade"));
  expect(response.status).toBe(200);
});

test("the probes answer", async ({ request }) => {
  for (const path of ["/api/health", "/api/ready"]) expect((await request.get(path)).status()).toBe(200);
});
