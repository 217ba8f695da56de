/** Text that people type. */
import { describe, expect, it } from "vitest";
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
