import { expect, it, vi } from "vitest";
import { checkBudgets } from "../setup/budgets";

const calls = { list: { statements: 5, bytes: 10_000 } };

it.each([
  [{ list: { statements: 5, bytes: 10_100 } }, ""],
  [{ list: { statements: 6, bytes: 10_000 } }, "list: 6 statements, but 5 in its row: find what was added"],
  [{ list: { statements: 4, bytes: 10_000 } }, "list: 4 statements, but 5 in its row: lower it"],
  [{ list: { statements: 5, bytes: 10_200 } }, "list: 10_200 bytes, but 10_000 in its row: find what was added"],
  [{ list: { statements: 5, bytes: 9_800 } }, "list: 9_800 bytes, but 10_000 in its row: lower it"],
  [{ ...calls, get: { statements: 1, bytes: 10 } }, "get: has no row: add it"],
  [{}, "list: nothing has this name: remove the row"],
])("budgets of a call, measured as %j: %j", (measured, problem) => {
  let message = "";
  try {
    checkBudgets(calls, measured);
  } catch (error) {
    message = (error as Error).message;
  }
  expect(message.split("\n")[0]).toBe(problem);
});

it("a difference is reported with its details and with the row to paste", () => {
  const measured = { list: { statements: 6, bytes: 10_000 } };
  expect(() => checkBudgets(calls, measured, { list: "SELECT 1" })).toThrow(
    /SELECT 1\n\nRows for tests\/setup\/budgets.ts:\n {2}"list": \{ statements: 6, bytes: 10_000 \},$/,
  );
});

it("an estimated row may differ by a quarter of the HTML, and is printed as measured; more fails", () => {
  const estimates = { "/new": { statements: 2, html: 20_000, script: 190_000, isEstimate: true as const } };
  const check = checkBudgets<"statements" | "html" | "script">;
  const print = vi.spyOn(console, "log").mockImplementation(() => {});
  check(estimates, { "/new": { statements: 2, html: 24_900, script: 195_000 } });
  expect(print.mock.calls.join()).toContain('"/new": { statements: 2, html: 24_900, script: 195_000 },');
  print.mockRestore();
  const grown = { "/new": { statements: 3, html: 25_100, script: 196_000 } };
  expect(() => check(estimates, grown)).toThrow(
    /3 statements, but 2 in its row.*\n.*25_100 html, but 20_000 in its row.*\n.*196_000 script, but 190_000 in its row/,
  );
});
