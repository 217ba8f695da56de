import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, it } from "vitest";
import { contentSecurityPolicy } from "@/content-security-policy";

it("the policy allows the styles that the installed sonner inserts", () => {
  const code = readFileSync(
    createRequire(import.meta.url)
      .resolve("sonner")
      .replace(/\.js$/, ".mjs"),
    "utf8",
  );
  const literal = /__insertCSS\(("(?:[^"\\]|\\.)*")\)/.exec(code)?.[1];
  const css = JSON.parse(literal ?? "null") as string;
  const hash = createHash("sha256").update(css).digest("base64");
  expect(contentSecurityPolicy("n")).toContain(`'sha256-${hash}'`);
});
