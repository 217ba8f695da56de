/** SECURITY.md promises what code keeps and tests prove. */
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { findSource } from "../../scripts/find-source.mjs";

const root = resolve(import.meta.dirname, "../..");
const text = readFileSync(join(root, "SECURITY.md"), "utf8").replaceAll(/\n {2}/g, " ");

const promises = (text.split("## What is promised")[1]?.split("## What is not promised")[0] ?? "")
  .split("\n")
  .filter((line) => line.startsWith("- "))
  .map((line) => {
    const [claim = "", code = "", tests = ""] = line.split(/ (?:Code|Tests?): /);
    const list = (part: string) => [...part.matchAll(/`([^`]+)`/g)].map(([, reference = ""]) => reference);
    return { claim, code: list(code), tests: list(tests) };
  });

/** Whether a reference such as src/env.ts#env, or a file alone, leads to something. */
function exists(reference: string): boolean {
  const [file = "", name] = reference.split(/#(.*)/s);
  if (!existsSync(join(root, file))) return false;
  return name === undefined || findSource(readFileSync(join(root, file), "utf8"), name) !== undefined;
}

it("each promise names code that exists, and tests that exist", () => {
  expect(promises.length).toBeGreaterThan(15);
  for (const { claim, code, tests } of promises) {
    expect([claim, code.length > 0, tests.length > 0]).toEqual([claim, true, true]);
    expect([claim, [...code, ...tests].filter((it) => !exists(it))]).toEqual([claim, []]);
    expect([claim, tests.filter((it) => !/^tests\/.+#/.test(it))]).toEqual([claim, []]);
  }
});

it.each(["src/env.ts#nothing", "src/nothing.ts#env", "tests/project/link.test.ts#no such title"])(
  "%s would be found missing",
  (reference) => {
    expect(exists(reference)).toBe(false);
  },
);
