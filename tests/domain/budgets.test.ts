import { expect, it } from "vitest";
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
