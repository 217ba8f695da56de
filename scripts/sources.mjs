/**
 * Excerpts of the repository for pages that explain it. A page names a file and a declaration in it, as
 * src/env.ts#isInspecting, or the title of a test; this finds the text. Biome's indentation tells where it ends.
 */
import fs from "node:fs";
import { join } from "node:path";
import { tokenize } from "sugar-high/lang/typescript";
import { findSource } from "./find-source.mjs";

const REFERENCE = /"((?:src|tests|prisma|scripts)\/[^"#\s]+)#([^"\n]+)"/g;
/** What is colored, by the number of its kind in sugar-high. */
const CLASSES = { 1: "k", 2: "s", 3: "t", 8: "c" };

/** The parts of a text with a class each, neighbors of one class as one. @returns {[string, string][]} */
export function colorSource(text) {
  const parts = [];
  for (const [kind, value] of tokenize(text)) {
    const name = CLASSES[kind] ?? "";
    const last = parts.at(-1);
    if (last && (last[0] === name || value.trim() === "")) last[1] += value;
    else parts.push([name, value]);
  }
  return parts;
}

/** All references in the files of a folder. */
export function findReferences(folder) {
  if (!fs.existsSync(folder)) return [];
  const files = fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /\.tsx?$/.test(name));
  const texts = files.map((name) => fs.readFileSync(join(folder, name), "utf8"));
  return [...new Set(texts.flatMap((text) => [...text.matchAll(REFERENCE)].map(([all]) => all.slice(1, -1))))].sort();
}

/**
 * The excerpts by reference.
 * @returns {Record<string, { line: number, parts: [string, string][] }>}
 * @throws Error naming references that lead nowhere
 */
export function readSources(root, folder) {
  const missing = [];
  const sources = {};
  for (const reference of findReferences(join(root, folder))) {
    const [file, path] = reference.split(/#(.*)/s);
    const found = fs.existsSync(join(root, file)) && findSource(fs.readFileSync(join(root, file), "utf8"), path);
    if (found) sources[reference] = { line: found.line, parts: colorSource(found.text) };
    else missing.push(reference);
  }
  if (missing.length) {
    const error = new Error(`files of ${folder} show code that does not exist:\n  ${missing.join("\n  ")}`);
    throw Object.assign(error, { remedy: "Correct the file or the name after # there." });
  }
  return sources;
}

/** Writes the excerpts that pages show: a module, so that the build holds them. */
export function writeSources(root) {
  const type = "Record<string, { line: number; parts: [name: string, text: string][] }>";
  const text = `export const sources: ${type} = ${JSON.stringify(readSources(root, "src/features"))};\n`;
  const file = join(root, "src/generated/sources.ts");
  if (fs.existsSync(file) && fs.readFileSync(file, "utf8") === text) return;
  fs.mkdirSync(join(root, "src/generated"), { recursive: true });
  fs.writeFileSync(file, text);
}
