import { describe, expect, it } from "vitest";
import { errorsByControl, valueOfText } from "@/shell/form-values";

const issue = (path: PropertyKey[] | string, message = "Wrong") => ({ path, message });

describe("errorsByControl", () => {
  it("an issue belongs to the control of the same name", () => {
    expect(errorsByControl([issue(["email"])], ["name", "email"])).toEqual({ email: "Wrong" });
  });

  it("paths may be arrays, as in zod, or dotted strings, as in API errors", () => {
    const names = ["lines.0.quantity"];
    const expected = { "lines.0.quantity": "Wrong" };
    expect(errorsByControl([issue(["lines", 0, "quantity"])], names)).toEqual(expected);
    expect(errorsByControl([issue("lines.0.quantity")], names)).toEqual(expected);
  });

  it("the longest matching prefix of the path wins", () => {
    const names = ["lines", "lines.0", "lines.1.quantity"];
    expect(errorsByControl([issue(["lines", 0, "quantity"])], names)).toEqual({ "lines.0": "Wrong" });
    expect(errorsByControl([issue(["lines", 2, "quantity"])], names)).toEqual({ lines: "Wrong" });
    expect(errorsByControl([issue("scopes.0")], ["scopes"])).toEqual({ scopes: "Wrong" });
  });

  it("a prefix matches whole path segments only", () => {
    expect(errorsByControl([issue(["names"])], ["name"])).toEqual({ "": "Wrong" });
  });

  it("an issue without a control goes to the whole form", () => {
    expect(errorsByControl([issue(["version"]), issue([], "Later")], ["name"])).toEqual({ "": "Wrong" });
    expect(errorsByControl([issue("")], ["name"])).toEqual({ "": "Wrong" });
  });

  it("the first message of each control wins", () => {
    const issues = [issue(["name"], "First"), issue(["email"], "Other"), issue(["name"], "Second")];
    expect(errorsByControl(issues, ["name", "email"])).toEqual({ name: "First", email: "Other" });
  });

  it("no issues give no errors", () => {
    expect(errorsByControl([], ["name"])).toEqual({});
  });
});

describe("valueOfText", () => {
  const read = (value: string, dataset: Record<string, string>, type = "text") => valueOfText({ type, value, dataset });

  it.each([
    ["12", {}, "number", 12],
    ["", {}, "number", undefined],
    ["30", { number: "" }, "select-one", 30],
    ["19.9", { cents: "" }, "text", 1990],
    ["a lot", { cents: "" }, "text", "a lot"],
    [" ", { cents: "" }, "text", undefined],
    ['{"size":3}', { json: "" }, "textarea", { size: 3 }],
    ["{size", { json: "" }, "textarea", "{size"],
    [" a ", {}, "text", " a "],
    ["", {}, "text", ""],
    ["", {}, "datetime-local", undefined],
  ])("%j with %j of type %s is %j", (value, dataset, type, expected) => {
    expect(read(value, dataset, type)).toEqual(expected);
  });

  it.each(["text", "number", "datetime-local", "date"])("an optional %s that is empty is null", (type) => {
    expect(read("", { optional: "", cents: "" }, type)).toBeNull();
  });

  it("a local time is its moment in UTC", () => {
    expect(read("2026-03-04T14:05", {}, "datetime-local")).toBe(new Date(2026, 2, 4, 14, 5).toISOString());
  });
});
