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
  ["GET /products/%ff", HOST, 400],
  ["GET /products/%ff", [...HOST, "RSC: 1"], 400],
  ["POST /orders/%", [...HOST, "Content-Length: 2"], 400],
  ["TRACE /", HOST, 501],
  ["OPTIONS *", HOST, 400],
  ["GET http://localhost/", HOST, 400],
  ["GET /", [], 400],
  ["GET /", ["Host: a b"], 400],
  ["GET /api/v1/products", ["Host: x:99999"], 400],
  ["GET /", [...HOST, "Host: other"], 400],
  ["PUT /orders", HOST, 405],
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
  ["GET /api//v1/products", "/api/v1/products"],
  ["GET /products/", "/products"],
]) {
  test(`${line} redirects to the path that was meant`, async () => {
    const response = await sendRaw(ORIGIN, rawRequest(line ?? "", HOST));
    expect([response.status, response.headers.get("location")]).toEqual([308, location]);
  });
}

for (const [line, ...headers] of [
  ["GET /products/stoneware-mug.svg", "Range: bytes=99999-"],
  ["GET /products/stoneware-mug.svg", 'If-Match: "x"'],
  ["GET /products/stoneware-mug.svg", "If-Unmodified-Since: Mon, 01 Jan 2001 00:00:00 GMT"],
  ["GET /products/stoneware-mug.svg", "Expect: banana"],
  ["GET /products?_rsc=1", "RSC: 1", "Next-Router-State-Tree: {bad"],
  ["GET /products?_rsc=1", "RSC: 1", "Next-Router-State-Tree: []"],
] as const) {
  test(`${line} with ${headers.join(", ")} is no server error`, async () => {
    const response = await sendRaw(ORIGIN, rawRequest(line, [...HOST, ...headers]));
    expect([200, 307]).toContain(response.status);
  });
}

test("a client that offers another protocol is answered over HTTP/1.1", async () => {
  const offer = ["Host: localhost", "Upgrade: h2c"];
  const response = await sendRaw(ORIGIN, rawRequest("GET /api/v1/products", offer).replace("close", "close, Upgrade"));
  expect(response.status).toBe(200);
});

test("the probes answer", async ({ request }) => {
  for (const path of ["/api/health", "/api/ready"]) expect((await request.get(path)).status()).toBe(200);
});
