import { describe, expect, it } from "vitest";
import { canAnswer, canDelete, canEdit, canHide, canMarkHelpful, canReport, canRestore } from "@/domain/question";
import { AskQuestion, ReportPost } from "@/domain/question.schema";

const mine = { body: "Text", isMine: true, isHidden: false };
const other = { ...mine, isMine: false };
const hidden = { ...mine, isHidden: true };
const placeholder = { body: null, isMine: false, isHidden: false };

describe("a post", () => {
  it("can be edited by its author while it is not hidden", () => {
    expect([mine, other, hidden, placeholder].map(canEdit)).toEqual([true, false, false, false]);
  });

  it("can be deleted by its author, hidden or not", () => {
    expect([mine, other, hidden, placeholder].map(canDelete)).toEqual([true, false, true, false]);
  });

  it("can be reported by everyone but its author, unless it is hidden or a placeholder", () => {
    const hiddenOther = { ...hidden, isMine: false };
    expect([mine, other, hiddenOther, placeholder].map(canReport)).toEqual([false, true, false, false]);
  });

  it("can be answered unless it is hidden or a placeholder", () => {
    expect([mine, other, hidden, placeholder].map(canAnswer)).toEqual([true, true, false, false]);
  });

  it("a visible answer can be marked by the asker", () => {
    expect(canMarkHelpful(mine, other)).toBe(true);
    expect(canMarkHelpful(other, mine)).toBe(false);
    expect(canMarkHelpful(mine, hidden)).toBe(false);
    expect(canMarkHelpful(hidden, other)).toBe(false);
  });

  it("can be hidden once, and restored if it is hidden or reported", () => {
    expect([canHide({ hidden: null }), canHide({ hidden: {} })]).toEqual([true, false]);
    expect([canRestore({ isFlagged: true }), canRestore({ isFlagged: false })]).toEqual([true, false]);
  });
});

describe("AskQuestion", () => {
  const input = { chapter: "csrf", title: "12345678", body: "x" };
  const messagesOf = (data: object) =>
    AskQuestion.safeParse({ ...input, ...data }).error?.issues.map((it) => it.message);

  it("takes titles of 8 to 140 characters and bodies of up to 5,000, with line breaks", () => {
    expect(
      messagesOf({ title: "x".repeat(140), body: `\n${"x".repeat(2499)}\n\n${"x".repeat(2499)}\n` }),
    ).toBeUndefined();
  });

  it.each([
    [{ title: "1234567" }, "Use at least 8 characters."],
    [{ title: "x".repeat(141) }, "Use at most 140 characters."],
    [{ title: "two\nlines of text" }, "Remove the control characters."],
    [{ body: " \n " }, "This field is required."],
    [{ body: "x".repeat(5001) }, "Use at most 5000 characters."],
    [{ body: "a\u202eb" }, "Remove the control characters."],
  ])("refuses %o", (data, message) => {
    expect(messagesOf(data)).toContain(message);
  });

  it("refuses an unknown chapter", () => {
    expect(messagesOf({ chapter: "none" })).toHaveLength(1);
  });
});

it("ReportPost asks for a reason", () => {
  const { error } = ReportPost.safeParse({ kind: "answer", id: "a" });
  expect(error?.issues.map(({ message }) => message)).toEqual(["Choose a reason."]);
});
