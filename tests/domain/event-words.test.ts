/** Security events in words: no raw value of the code reaches a person. */
import { describe, expect, it } from "vitest";
import { describeDetail, describeDetails, titleOf } from "@/domain/event-words";

describe("the title of an event", () => {
  it.each([
    ["sign-in", { by: "browser", method: "passkey" }, "Signed in with a passkey"],
    ["sign-in", { by: "browser", method: "github" }, "Signed in with GitHub"],
    ["sign-in", { by: "browser" }, "Signed in"],
    ["sign-in", { method: "carrier-pigeon" }, "Signed in"],
    ["factor.added", { factor: "PASSKEY" }, "Passkey added"],
    ["factor.removed", { factor: "TOTP" }, "Authenticator app removed"],
    ["sign-in-method.removed", { provider: "google" }, "Sign-in with Google removed"],
    ["email.changed", {}, "Email address changed"],
    ["of.yesterday", {}, "of.yesterday"],
  ])("%s with %o is “%s”", (kind, details, title) => {
    expect(titleOf(kind, details)).toBe(title);
  });
});

describe("a detail", () => {
  it.each([
    ["endTokens", "false", "Access tokens", "Kept"],
    ["by", "API", "Client", "API"],
    ["scopes", "account:read, other", "Permissions", "See my name and email, other"],
    ["why", "known-address", "Reason", "The account with this address hasn't verified it"],
    ["why", "wrong password", "Reason", "Wrong password"],
    ["limit", "sign-in-account", "Limit", "Sign in account"],
    ["status", "PLACED", "Status", "Placed"],
    ["disabled", "true", "Disabled", "Yes"],
    ["priceCents", "1999", "Price", "€19.99"],
    ["name", "ALPHA", "Name", "ALPHA"],
    ["path", "token.list", "Call", "token.list"],
    ["someThing", "", "Some thing", ""],
  ])("%s: %s is “%s: %s”", (name, value, label, text) => {
    expect(describeDetail(name, value)).toEqual({ label, text });
  });

  it("that the title has is left out", () => {
    expect(describeDetails("factor.added", { factor: "PASSKEY" })).toEqual([]);
    expect(describeDetails("sign-in", { by: "browser" })).toEqual([]); // the device says so
    expect(describeDetails("sign-in", { by: "API", method: "password" })).toEqual([{ label: "Client", text: "API" }]);
    expect(describeDetails("sign-in", { method: "other" })).toEqual([{ label: "Method", text: "Other" }]);
  });
});
