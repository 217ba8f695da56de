import { describe, expect, it } from "vitest";
import { canPublish, normalizeEmail } from "@/domain/account";
import { Email, Password, SignUp } from "@/domain/account.schema";

describe("email", () => {
  it.each([
    [" Ann@Example.COM ", "ann@example.com"],
    ["ａｎｎ@example.com", "ann@example.com"],
    ["e\u0301va@example.com", "\u00e9va@example.com"],
    ["Jo@Mu\u0308nchen.example", "jo@xn--mnchen-3ya.example"],
    ["jo@xn--mnchen-3ya.example", "jo@xn--mnchen-3ya.example"],
    ["jo@пример.рф", "jo@xn--e1afmkfd.xn--p1ai"],
    ["jo@ü/path.example", "jo@ü/path.example"],
    ["jo@ü%2e.example", "jo@ü%2e.example"],
  ])("%j is normalized to %j", (typed, normal) => {
    expect(normalizeEmail(typed)).toBe(normal);
  });

  it.each([
    "r&d@example.com",
    "o'hara+news=1@example.com",
    "!#$%&'*+/=?^_`{|}~-@example.com",
    ".first..last.@example.com",
    "jo@münchen.example",
    "jo@例え.テスト",
    "jo@sub-domain.1and1.example",
    `${"a".repeat(64)}@example.com`,
  ])("%j is valid", (email) => {
    expect(Email.safeParse(email).success).toBe(true);
  });

  it.each([
    "",
    "ann",
    "ann@",
    "@example.com",
    "ann@example",
    `${"a".repeat(250)}@example.com`,
    `${"\u33c2".repeat(100)}@example.com`,
    "a\u0000@example.com",
    "a b@example.com",
    "a@b@example.com",
    "ann@-example.com",
    "ann@example..com",
    "ann@192.0.2.1",
    "ann@ü/path.example",
    "ann@ü:80",
    "jö@example.com",
    `${"a".repeat(65)}@example.com`,
  ])("%j is invalid", (email) => {
    expect(Email.safeParse(email).success).toBe(false);
  });
});

describe("password", () => {
  it("has 8 to 128 characters and is not trimmed", () => {
    expect(Password.safeParse("1234567").success).toBe(false);
    expect(Password.parse("        ")).toBe("        ");
    expect(Password.parse("ä".repeat(128))).toHaveLength(128);
    expect(Password.safeParse("x".repeat(129)).success).toBe(false);
    expect(Password.safeParse("1234567\u0000").success).toBe(false);
    expect(Password.safeParse("1234567\ud800").success).toBe(false);
  });

  it("composed and decomposed characters are the same", () => {
    expect(Password.parse("pa\u0308sswort")).toBe(Password.parse("p\u00e4sswort"));
  });
});

describe("sign-up", () => {
  it("accepts a name of 1 to 80 visible characters, and trims it", () => {
    const input = { email: "ann@example.com", password: "long enough", role: "ADMIN" };
    expect(SignUp.parse({ ...input, name: "  Ann  " })).toEqual({
      email: input.email,
      name: "Ann",
      password: input.password,
    });
    for (const name of ["", "   ", "x".repeat(81), "a\u0000b", "\ud800", "\u200b", "a\u202eb", "a\u0007b"]) {
      expect(SignUp.safeParse({ ...input, name }).success).toBe(false);
    }
  });
});

it("temporary accounts do not publish", () => {
  expect(canPublish({ email: "a@sandbox.invalid" })).toBe(false);
  expect(canPublish({ email: "a@invalid.example" })).toBe(true);
});
