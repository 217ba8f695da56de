/** The documents: what they name is there, and their picture shows the import table. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { layersOf } from "../../scripts/docs/layers";
import { toPicture } from "../../scripts/docs/picture";
import { findSource } from "../../scripts/find-source.mjs";
import { readManifest } from "../../scripts/upgrade/stamp";
import { root } from "../setup/scripts";

const read = (name: string) => readFileSync(join(root, name), "utf8");
const documents = [
  ...["README.md", "AGENTS.md", "SECURITY.md", "CHANGELOG.md"],
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .map((name) => `docs/${name.replaceAll("\\", "/")}`)
    .filter((name) => name.endsWith(".md")),
];
const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, first = ""]) => first);

describe.each(documents)("%s", (name) => {
  const text = read(name);

  it("has links whose files are there", () => {
    const links = matches(text, /\]\(([^)#\s]+)[^)]*\)/g).filter((it) => !/^\w+:/.test(it));
    expect(links.filter((it) => !existsSync(join(root, dirname(name), it)))).toEqual([]);
  });

  // Of releases before, a script may be gone: npm run strip-demo takes itself out.
  if (name !== "CHANGELOG.md")
    it("names scripts that package.json has", () => {
      const scripts = readManifest(root).scripts as Record<string, string>;
      expect(matches(text, /npm run ([a-z][\w:-]*)/g).filter((it) => !(it in scripts))).toEqual([]);
    });

  it("names files and folders that are there", () => {
    const names = matches(text, /`((?:src|server|shell|tests|scripts|prisma|docs|\.github)\/[\w./[\]-]*\w)`/g);
    const isThere = (it: string) =>
      ["", "src"].some((folder) => ["", ".ts"].some((end) => existsSync(join(root, folder, it + end))));
    expect(names.filter((it) => !isThere(it) && !/review|\.next|generated/.test(it))).toEqual([]);
  });

  it("names symbols that are there, as src/env.ts#env", () => {
    const references = matches(text, /`((?:src|tests|scripts|prisma)\/[^`#\s]+#[^`]+)`/g);
    const isThere = (it: string) => {
      const [file = "", symbol = ""] = it.split(/#(.*)/s);
      return existsSync(join(root, file)) && findSource(read(file), symbol) !== undefined;
    };
    expect(references.filter((it) => !isThere(it))).toEqual([]);
  });
});

it("README.md has at most 200 lines", () => expect(read("README.md").trimEnd().split("\n").length).toBeLessThan(201));

describe("the picture of the architecture", () => {
  const layers = layersOf(read("AGENTS.md"));

  it("shows the import table (npm run docs draws it)", () => {
    expect(read("docs/architecture.svg")).toBe(toPicture(layers, "Which layer may import which"));
  });

  it("has every layer of the table, and what it may import", () => {
    const layerOf = (name: string) => layers.find((it) => it.name === name);
    expect(layers.length).toBeGreaterThan(14);
    expect(layerOf("server/services")).toMatchObject({ some: ["server/core"] });
    expect(layerOf("features")?.whole).toEqual(["components", "trpc", "domain"]);
    expect(layerOf("server/rest")?.whole).toContain("server/platform"); // "as server/core"
  });
});
