import { describe, expect, it } from "vitest";
import { errorsByControl } from "@/shell/form-values";

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
