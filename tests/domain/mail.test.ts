import { describe, expect, it } from "vitest";
import { nameInMail } from "@/domain/mail";

describe("a name in a mail", () => {
  it.each([
    ["Jo Okafor", "Jo Okafor"],
    ["J.R.R. Tolkien", "J. R. R. Tolkien"],
    ["Jo\r\nBcc: all@shop.test", "Jo Bcc all shop. test"],
    ["Jo \u202Egnp.exe\u202C\u2069", "Jo gnp. exe"],
    ["https://evil.test/win", "https evil. test win"],
    ["x".repeat(80), `${"x".repeat(40)}…`],
    ["👩‍👩‍👧‍👦".repeat(80), `${"👩‍👩‍👧‍👦".repeat(18)}…`],
    [`e${"\u0301".repeat(500)}`, "…"],
  ])("%j is shown as %j, isolated", (name, shown) => {
    expect(nameInMail(name)).toBe(`\u2068${shown}\u2069`);
  });
});
