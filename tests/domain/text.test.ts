/** Text that people type. */
import { describe, expect, it } from "vitest";
import { isolate, readSearch } from "@/domain/text";
import { Search, text } from "@/domain/text.schema";

const Text = text(1, 20);

describe("text", () => {
  it("is stored in composed Unicode, however its letters were typed", () => {
    expect(Text.parse("Ba\u0308r")).toBe("B\u00e4r");
    expect(Search.parse("Ba\u0308r")).toBe("B\u00e4r");
  });

  it.each(["\ud800", "a\udc00b", "\ud83d"])("%j is refused as half of a character", (broken) => {
    expect(Text.safeParse(broken).error?.issues[0]?.message).toBe("Remove the broken characters.");
  });

  it.each(["😀", "👩‍🚀 Ada", "𝔍𝔬", "שלום", "مرحبا", "ไทย"])("%j is kept as it is", (name) => {
    expect(Text.parse(name)).toBe(name);
  });
});

describe("readSearch", () => {
  it.each([
    ["  lamp ", "lamp"],
    ["a\u0000b\ud800c\u202ed", "abcd"],
    ["\u200b", ""],
    [`${"x".repeat(79)}😀`, "x".repeat(79)],
    ["mu\u0308hle", "m\u00fchle"],
    [undefined, ""],
    [["a", "b"], ""],
  ])("%j becomes %j, which every list accepts", (value, search) => {
    expect(readSearch(value)).toBe(search);
    expect(Search.safeParse(search).success).toBe(true);
  });
});

describe("isolate", () => {
  it("keeps a text's direction from its neighbors, as no text of a user can", () => {
    expect(isolate("\u05e9\u05dc\u05d5\u05dd")).toBe("\u2068\u05e9\u05dc\u05d5\u05dd\u2069");
    expect(Text.safeParse("a\u2069b").success).toBe(false);
  });
});
