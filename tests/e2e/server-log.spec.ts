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
  const response = await request.get("/products", { headers: { authorization } });
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
  expect(readLines().filter((line) => /warn|error|⨯/i.test(line) && !line.startsWith("{"))).toEqual([]);
});
