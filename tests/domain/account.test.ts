import { describe, expect, it } from "vitest";
import { normalizeEmail } from "@/domain/account";
import { Email, Password, SignUp } from "@/domain/account.schema";

describe("an e-mail address", () => {
  it.each([
    [" Ann@Example.COM ", "ann@example.com"],
    ["ａｎｎ@example.com", "ann@example.com"],
    ["e\u0301va@example.com", "\u00e9va@example.com"],
  ])("%j is the same account as %j", (spelt, normal) => {
    expect(normalizeEmail(spelt)).toBe(normal);
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
  ])("%j is refused", (email) => {
    expect(Email.safeParse(email).success).toBe(false);
  });
});

describe("a password", () => {
  it("has 8 to 128 characters, of any kind, and is never trimmed", () => {
    expect(Password.safeParse("1234567").success).toBe(false);
    expect(Password.parse("        ")).toBe("        ");
    expect(Password.parse("ä".repeat(128))).toHaveLength(128);
    expect(Password.safeParse("x".repeat(129)).success).toBe(false);
    expect(Password.safeParse("1234567\u0000").success).toBe(false);
    expect(Password.safeParse("1234567\ud800").success).toBe(false);
  });

  it("is the same from every keyboard", () => {
    expect(Password.parse("pa\u0308sswort")).toBe(Password.parse("p\u00e4sswort"));
  });
});

describe("signing up", () => {
  it("takes a name, trimmed, of 1 to 80 characters", () => {
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
