import { describe, expect, it } from "vitest";
import { formatDecimal, formatMoney, formatRound, parseMoney } from "@/domain/money";

describe("money", () => {
  it("is formatted with the currency, and in forms without", () => {
    expect([formatMoney(1999), formatRound(199_950)]).toEqual(["€19.99", "€2,000"]);
    expect([formatDecimal(1999), formatDecimal(5)]).toEqual(["19.99", "0.05"]);
  });

  it.each([
    ["19.99", 1999],
    ["19,9", 1990],
    [" 19 ", 1900],
    ["€ 1.10", 110],
    ["0.29", 29],
    ["1234567.89", 123_456_789],
  ])("parseMoney: %s is %i cents", (text, cents) => expect(parseMoney(text)).toBe(cents));

  it.each(["", "free", "-1", "1.999", "1e3", "1 000", "12345678", "."])("parseMoney: %j is null", (text) =>
    expect(parseMoney(text)).toBeNull(),
  );

  it("parseMoney reads every formatted amount", () => {
    for (let cents = 0; cents < 100_000; cents += 7) expect(parseMoney(formatDecimal(cents))).toBe(cents);
  });
});
