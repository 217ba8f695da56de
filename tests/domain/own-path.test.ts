import { describe, expect, it } from "vitest";
import { ownPath } from "@/features/auth/own-path";

describe("where to go after signing in", () => {
  it.each(["/orders", "/orders?status=PLACED", "/orders/abc#timeline", "/"])("%s is ours", (path) => {
    expect(ownPath(path)).toBe(path);
  });

  it.each([
    ...["https://evil.test", "//evil.test", "/\\evil.test", "\\/evil.test", "javascript:alert(1)", "orders", ""],
    ...["/\t/evil.test", "/\n/evil.test", "/\u0000", "/\u000b/evil.test", "/.//evil.test", "/x/..//evil.test"],
    ...[undefined, null, 1, ["/orders"]],
  ])("%j is not, and leads to the catalogue", (path) => {
    expect(ownPath(path)).toBe("/products");
  });

  it("is fit for a header, whatever letters it holds", () => {
    expect(ownPath("/€?q=ü")).toBe("/%E2%82%AC?q=%C3%BC");
  });
});
