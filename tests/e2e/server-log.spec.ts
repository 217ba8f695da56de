/** Checks the server log of all other specs, so it runs last. */
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { LOG_FILE } from "./files";

test("the server log has no warnings, no errors and no secrets", () => {
  const lines = readFileSync(LOG_FILE, "utf8").split("\n");
  const entries = lines.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
  expect(entries.filter(({ event }) => event === "call").length).toBeGreaterThan(20);
  expect(entries.filter(({ level }) => level >= 50)).toEqual([]);
  expect(entries.filter(({ event }) => event === "ownership.miss").length).toBeGreaterThan(0);
  expect(entries.filter(({ event }) => event === "sign-in.refused").length).toBeGreaterThan(0);
  expect(
    lines.filter((line) =>
      /roundtrip-demo|a long password|not the password|session=|rt[pfr]_\w{20}|eyJhbGci/.test(line),
    ),
  ).toEqual([]);
  expect(lines.filter((line) => /warn|error|⨯/i.test(line) && !line.startsWith("{"))).toEqual([]);
});
