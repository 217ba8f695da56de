/** The import table of biome.json: each row rejects a planted violation and accepts a good import beside it. */
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, matchesGlob, relative, resolve, sep } from "node:path";
import { expect, it } from "vitest";
import { rows } from "./import-rows";

const root = resolve(import.meta.dirname, "../..");
const biome = resolve(root, "node_modules/@biomejs/biome/bin/biome");

/** The files of a folder of the project, as paths from its root. */
const filesOf = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"));

/** A project of its own with our biome.json, in which files can be planted. */
function createProject() {
  const folder = mkdtempSync(join(tmpdir(), "roundtrip-imports-"));
  for (const name of ["biome.json", ".gitignore"]) copyFileSync(join(root, name), join(folder, name));
  const plant = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  return { folder, plant };
}

type Finding = { rule: string; file: string; line: number };

function lint(folder: string): Finding[] {
  const args = [biome, "lint", "--reporter=github", "--max-diagnostics=none", "src"];
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8", maxBuffer: 2 ** 26 });
  return [...stdout.matchAll(/title=([^,]+),file=([^,]+),line=(\d+)/g)].map(([, rule = "", file = "", line]) => ({
    rule,
    file: file.slice(file.lastIndexOf("/src/") + 1),
    line: Number(line),
  }));
}

/** Plants the imports of every row, once the forbidden ones and once the allowed ones. */
function lintRows() {
  return [true, false].flatMap((isForbidden) => {
    const { folder, plant } = createProject();
    try {
      const planted = rows.map(([file, forbidden, allowed]) => ({
        file,
        specifiers: isForbidden ? forbidden : allowed,
      }));
      for (const { file, specifiers } of planted) {
        const imports = specifiers.map((specifier, n) => `import { a${n} } from "${specifier}";\na${n}();`).join("\n");
        plant(file, `${imports}\nexport const path = process.env.PATH;\n`);
      }
      const findings = lint(folder);
      return planted.flatMap(({ file, specifiers }) => {
        const ofFile = findings.filter((it) => it.file === file);
        return specifiers.map((specifier, n) => ({
          file,
          specifier,
          isForbidden,
          isRejected: ofFile.some((it) => it.rule.endsWith("noRestrictedImports") && it.line === 2 * n + 1),
          isEnvRejected: ofFile.some((it) => it.rule.endsWith("noProcessEnv")),
        }));
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}

it("import table: forbidden imports are rejected, allowed ones pass", () => {
  const planted = lintRows();
  expect(planted.filter(({ isRejected, isForbidden }) => isRejected !== isForbidden)).toEqual([]);
  expect(planted.filter(({ file, isEnvRejected }) => isEnvRejected === (file === "src/env.ts"))).toEqual([]);
});

it("import cycles are rejected, those of types included", () => {
  const { folder, plant } = createProject();
  try {
    plant("src/domain/a.ts", 'import type { B } from "./b";\nexport type A = { b: B };\n');
    plant("src/domain/b.ts", 'import type { A } from "./a";\nexport type B = { a?: A };\n');
    expect(lint(folder).map(({ rule }) => rule)).toContain("lint/suspicious/noImportCycles");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it("import table: every file of src has a row", () => {
  type Override = { includes: string[]; linter?: { rules?: { style?: { noRestrictedImports?: object } } } };
  const { overrides } = JSON.parse(readFileSync(join(root, "biome.json"), "utf8")) as { overrides: Override[] };
  const globs = overrides.filter((it) => it.linter?.rules?.style?.noRestrictedImports).flatMap((it) => it.includes);
  const files = filesOf("src").filter((name) => /\.(tsx?|mjs)$/.test(name) && !name.startsWith("src/generated/"));
  expect(files.length).toBeGreaterThan(200);
  expect(files.filter((file) => !globs.some((glob) => matchesGlob(file, glob)))).toEqual([]);
});

it("src/app: contains only files whose names Next.js gives a meaning", () => {
  const known = /\/(page|layout|route|error|global-error|not-found|loading|template|default)\.tsx?$/;
  const metadata = /\/(favicon|icon|apple-icon|opengraph-image|twitter-image|robots|sitemap|manifest)\.\w+$/;
  const files = filesOf("src/app");
  expect(files.length).toBeGreaterThan(20);
  expect(
    files.filter((file) => !known.test(file) && !metadata.test(file)),
    "Move it to src/features/<subject> or src/shell",
  ).toEqual([]);
});
