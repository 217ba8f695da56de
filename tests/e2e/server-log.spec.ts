/** Runs last: what the server wrote while the customers were at it. */
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { LOG_FILE } from "./files";

test("the server's log is calm, and holds nothing secret", () => {
  const lines = readFileSync(LOG_FILE, "utf8").split("\n");
  const calls = lines.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
  expect(calls.filter(({ event }) => event === "call").length).toBeGreaterThan(20);
  expect(calls.filter(({ level }) => level >= 50)).toEqual([]);
  expect(calls.filter(({ event }) => event === "ownership.miss").length).toBeGreaterThan(0);
  expect(calls.filter(({ event }) => event === "sign-in.refused").length).toBeGreaterThan(0);
  expect(
    lines.filter((line) =>
      /roundtrip-demo|a long password|not the password|session=|rt[pfr]_\w{20}|eyJhbGci/.test(line),
    ),
  ).toEqual([]);
  expect(lines.filter((line) => /warn|error|⨯/i.test(line) && !line.startsWith("{"))).toEqual([]);
});
