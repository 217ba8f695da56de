/** The requests of experiments as text that readers edit: what they may change, and what they may not. */
import { describe, expect, it } from "vitest";
import { readRequest, writeRequest } from "@/features/learn/request-text";

const original = {
  as: "sandbox",
  method: "PATCH",
  path: "/api/v1/account",
  headers: { Authorization: "Bearer x", "Content-Type": "application/json" },
  body: '{\n\n  "name": "Robin"\n}',
} as const;
const PATHS = "Experiments can call paths under /api/v1/ and /api/trpc/.";

describe("an edited request", () => {
  it("that was not edited is the same request", () => {
    expect(readRequest(writeRequest(original), original)).toEqual(original);
  });

  it("keeps its caller, with another method, path, header and body", () => {
    const changed = readRequest("POST /api/trpc/order.cancel?batch=1\nX-One: two\n\n{}", original);
    expect(changed).toEqual({
      as: "sandbox",
      method: "POST",
      path: "/api/trpc/order.cancel?batch=1",
      headers: { "X-One": "two" },
      body: "{}",
    });
  });

  it.each([
    "https://example.com/",
    "//example.com/api/v1/",
    "/api/auth/session",
    "/api/v1/../auth/session",
    "/api/v1/%2E%2e/auth/session",
    "/api/v1\\..\\auth\\session",
    "/api/v1/..\\auth\\session",
    "/api/v1x",
    "/learn",
  ])("cannot call %s", (path) => {
    expect(readRequest(`GET ${path}`, original)).toBe(PATHS);
  });

  it.each(["Origin", "cookie", "Host", "Sec-Fetch-Site", "Content-Length"])("cannot have a header %s", (name) => {
    const text = `GET /api/v1/products\nAccept: application/json\n${name}: x`;
    expect(readRequest(text, original)).toBe(`Browsers don't let a page set the header ${name}. Remove it.`);
  });

  it("with the reader's own account can only read", () => {
    const own = { ...original, as: "you" } as const;
    expect(readRequest(writeRequest(own), own)).toBe("With your own account you can only read here: use GET.");
  });

  it.each(["", "GET", "CONNECT /api/v1/orders", "GET /api/v1/orders\nno header", "GET /api/v1/orders\nX: \u20ac"])(
    "%j is refused with a reason",
    (text) => {
      expect(readRequest(text, original)).toBeTypeOf("string");
    },
  );
});
