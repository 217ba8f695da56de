import { describe, expect, it } from "vitest";
import { toRedirectPath } from "@/features/auth/redirect-path";

describe("redirect after sign-in", () => {
  it.each(["/orders", "/orders?status=PLACED", "/orders/abc#timeline", "/"])("%s is kept", (path) => {
    expect(toRedirectPath(path)).toBe(path);
  });

  it.each([
    ...["https://evil.test", "//evil.test", "/\\evil.test", "\\/evil.test", "javascript:alert(1)", "orders", ""],
    ...["/\t/evil.test", "/\n/evil.test", "/\u0000", "/\u000b/evil.test", "/.//evil.test", "/x/..//evil.test"],
    ...[undefined, null, 1, ["/orders"]],
  ])("%j is replaced by the catalog", (path) => {
    expect(toRedirectPath(path)).toBe("/products");
  });

  it("non-ASCII paths are percent-encoded for the Location header", () => {
    expect(toRedirectPath("/€?q=ü")).toBe("/%E2%82%AC?q=%C3%BC");
  });
});
