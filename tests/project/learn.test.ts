/** The chapters of the explainer: complete, short, and with code that exists. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { CHAPTERS } from "@/domain/learn";
import { EXPERIMENTS } from "@/features/learn/experiments";
import { findSource } from "../../scripts/find-source.mjs";
import { colorSource, findReferences, readSources } from "../../scripts/sources.mjs";

const root = resolve(import.meta.dirname, "../..");
const textOf = (slug: string) => readFileSync(`${root}/src/features/learn/chapters/${slug}.tsx`, "utf8");

/** Words that a reader reads, in a minute. */
const WORDS_A_MINUTE = 200;
/** To predict, run and read an experiment. */
const MINUTES_AN_EXPERIMENT = 1;

describe.each(CHAPTERS)("$slug", ({ slug, minutes }) => {
  it("has two to five paragraphs, a picture and experiments", () => {
    const text = textOf(slug);
    const paragraphs = text.match(/^ {6}<P>/gm) ?? [];
    expect(paragraphs.length).toBeGreaterThanOrEqual(2);
    expect(paragraphs.length).toBeLessThanOrEqual(5);
    expect(text).toMatch(/<figure|<Sequence|Picture/);
    const shown = [...text.matchAll(/<ExperimentSection chapter="([\w-]+)" id="([\w-]+)"/g)].map(([, , id]) => id);
    const ids = EXPERIMENTS[slug]?.map(({ id }) => id) ?? [];
    expect(ids.length).toBeGreaterThan(0);
    expect(shown).toEqual(ids);
  });

  it("takes about as long as it says", () => {
    const words = textOf(slug)
      .split(/<>|<\/>/)[1]
      ?.replaceAll(/<[^>]+>|[{}"]/g, " ")
      .split(/\s+/)
      .filter(Boolean).length;
    const experiments = EXPERIMENTS[slug]?.length ?? 0;
    const estimate = (words ?? 0) / WORDS_A_MINUTE + experiments * MINUTES_AN_EXPERIMENT;
    expect(Math.abs(estimate - minutes)).toBeLessThanOrEqual(1.5);
  });

  it("names code and tests for each experiment", () => {
    for (const { id, code, tests } of EXPERIMENTS[slug] ?? []) {
      expect([id, code.length > 0, tests.length > 0]).toEqual([id, true, true]);
      expect(tests.every((it) => it.startsWith("tests/"))).toBe(true);
    }
  });
});

it("every excerpt that a chapter names exists, and none is longer than 90 lines", () => {
  const sources = readSources(root, "src/features");
  const long = Object.entries(sources).filter(
    ([, { parts }]) =>
      parts
        .map(([, text]) => text)
        .join("")
        .split("\n").length > 90,
  );
  expect(long.map(([reference]) => reference)).toEqual([]);
  expect(findReferences(`${root}/src/features`).length).toBe(Object.keys(sources).length);
});

describe("excerpts", () => {
  const text = [
    "/** About it. */",
    "export const first = () =>",
    "  1;",
    "",
    "export async function second(",
    "  value: string,",
    ") {",
    "  return value;",
    "}",
    "",
    "const router = make({",
    "  // Reads.",
    "  read: base.query(() => 1),",
    "  write: base",
    "    .input(x)",
    "    .query(() => 2),",
    "});",
    "",
    'it("a title: 20 calls, one wins", async () => {',
    "  await go();",
    "});",
    "",
    "const SCRIPT = `",
    "run();",
    "stop();`;",
    "const next = 1;",
  ].join("\n");

  it.each([
    ["first", 1, "/** About it. */\nexport const first = () =>\n  1;"],
    ["second", 5, "export async function second(\n  value: string,\n) {\n  return value;\n}"],
    ["SCRIPT", 23, "const SCRIPT = `\nrun();\nstop();`;"],
    ["router.read", 12, "// Reads.\nread: base.query(() => 1),"],
    ["router.write", 14, "write: base\n  .input(x)\n  .query(() => 2),"],
    ["a title: 20 calls, one wins", 19, 'it("a title: 20 calls, one wins", async () => {\n  await go();\n});'],
  ])("%s is found whole, with its comment", (name, line, expected) => {
    expect(findSource(text, name)).toEqual({ line, text: expected });
  });

  it.each(["third", "router.none", "a title: 20 calls", "value", "fir"])("%s is not found", (name) => {
    expect(findSource(text, name)).toBeUndefined();
  });

  it("colors change no letter", () => {
    const colored = colorSource(text);
    expect(colored.map(([, part]) => part).join("")).toBe(text);
    expect(colored).toContainEqual(["c", "/** About it. */\n"]);
  });
});
