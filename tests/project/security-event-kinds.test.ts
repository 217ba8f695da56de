/** Every kind of security event is expected by a test: one that is recorded no more would be missed by nobody. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { SECURITY_EVENT_KINDS } from "@/domain/security-event";

const tests = resolve(import.meta.dirname, "..");

it("each kind is named by a test", () => {
  const files = readdirSync(tests, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.(test|spec)\.ts$/.test(name),
  );
  const text = files.map((name) => readFileSync(join(tests, name), "utf8")).join("\n");
  expect(files.length).toBeGreaterThan(100);
  expect(SECURITY_EVENT_KINDS.filter((kind) => !text.includes(`"${kind}"`))).toEqual([]);
});
