import { describe, expect, it } from "vitest";
import { toRedirectPath } from "@/features/auth/redirect-path";
import { product } from "@/product";

describe("redirect after sign-in", () => {
  it.each(["/account", "/account/tokens?from=docs", "/account/security#two-step", "/"])("%s is kept", (path) => {
    expect(toRedirectPath(path)).toBe(path);
  });

  it.each([
    ...["https://evil.test", "//evil.test", "/\\evil.test", "\\/evil.test", "javascript:alert(1)", "account", ""],
    ...["/\t/evil.test", "/\n/evil.test", "/\u0000", "/\u000b/evil.test", "/.//evil.test", "/x/..//evil.test"],
    ...[undefined, null, 1, ["/account"]],
  ])("%j is replaced by the landing page", (path) => {
    expect(toRedirectPath(path)).toBe(product.landingPath);
  });

  it("non-ASCII paths are percent-encoded for the Location header", () => {
    expect(toRedirectPath("/€?q=ü")).toBe("/%E2%82%AC?q=%C3%BC");
  });
});
