/** Checks the server log of all other specs, so it runs last. */
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { LOG_FILE } from "./files";

const readLines = () => readFileSync(LOG_FILE, "utf8").split("\n");
const readEntries = () =>
  readLines()
    .filter((line) => line.startsWith("{") && line.endsWith("}"))
    .map((line) => JSON.parse(line));

test("a log line of a page has the request id of its response", async ({ request }) => {
  const authorization = `Bearer rtp_${"x".repeat(49)}`;
  const response = await request.get("/docs", { headers: { authorization } });
  const requestId = response.headers()["x-request-id"];
  expect(requestId).toBeTruthy();
  await expect
    .poll(
      () => readEntries().filter((entry) => entry.event === "token.refused" && entry.requestId === requestId).length,
    )
    .toBeGreaterThan(0);
});

test("the server log has no warnings, no errors and no secrets", () => {
  const entries = readEntries();
  expect(entries.filter(({ event }) => event === "call").length).toBeGreaterThan(20);
  expect(entries.filter(({ level }) => level >= 50)).toEqual([]);
  expect(entries.filter(({ event }) => event === "ownership.miss").length).toBeGreaterThan(0);
  expect(entries.filter(({ event }) => event === "sign-in.refused").length).toBeGreaterThan(0);
  expect(
    readLines().filter((line) =>
      /roundtrip-demo|a long password|not the password|session=|rt[pfr]_\w{20}|eyJhbGci/.test(line),
    ),
  ).toEqual([]);
});

test("from the first request on, every line of the server log is JSON", () => {
  const lines = readLines();
  const start = lines.findIndex((line) => line.includes("Roundtrip runs at"));
  expect(start).toBeGreaterThanOrEqual(0);
  const last = lines.at(-1) ?? ""; // may be in the middle of being written
  expect(lines.slice(start + 1).filter((line) => line && !line.startsWith("{") && line !== last)).toEqual([]);
});
