/**
 * Excerpts of the repository for pages that explain it. A page names a file and a declaration in it, as
 * src/env.ts#isInspecting, or the title of a test; this finds the text. Biome's indentation tells where it ends.
 */
import fs from "node:fs";
import { join } from "node:path";
import { tokenize } from "sugar-high/lang/typescript";

const REFERENCE = /"((?:src|tests|prisma|scripts)\/[^"#\s]+)#([^"\n]+)"/g;
const DECLARATION = /^(?:export |default |async |declare )*(?:function\*?|const|let|class|type|interface|enum|model) /;
const TEST = /^(?:it|test|describe)\b[^"'`]*["'`]/;
const COMMENT = /^(\/\/|\/\*|\*)/;

const indentOf = (line) => line.length - line.trimStart().length;

/** Whether a line declares a name: by a declaration, as the title of a test, or inside of one as a key or method. */
function declares(line, name, isInside) {
  const text = line.trim();
  const rest = text.replace(DECLARATION, "");
  if (rest !== text && (isInside || indentOf(line) === 0))
    return new RegExp(`^${name.replaceAll(/\W/g, "\\$&")}\\b`).test(rest);
  const test = text.replace(TEST, "");
  if (test !== text) return test.startsWith(name) && /^["'`]/.test(test.slice(name.length));
  return isInside && /^(async )?[\w$]+/.exec(text)?.[0].replace("async ", "") === name && /^[\w$ ]+[(:]/.test(text);
}

const opensTemplate = (line) => line.split("`").length % 2 === 0;

/** The last line of the declaration that begins at a line. */
function endOf(lines, start) {
  const indent = indentOf(lines[start]);
  let last = start;
  let isTemplate = opensTemplate(lines[start]);
  for (let at = start + 1; at < lines.length; at++) {
    const line = lines[at];
    if (isTemplate) last = at; // its lines may begin anywhere
    const wasTemplate = isTemplate;
    isTemplate = isTemplate !== opensTemplate(line);
    if (wasTemplate && !isTemplate && line.trimEnd().endsWith(";") && indentOf(lines[start]) === 0) break;
    if (wasTemplate || line.trim() === "") continue;
    const isClosing = /^\s*[})\]`]/.test(line);
    if (indentOf(line) < indent || (indentOf(line) === indent && !isClosing)) break;
    last = at;
    if (indentOf(line) === indent && !/[{([]$/.test(line)) break;
  }
  return last;
}

/**
 * A declaration with the comment above it.
 * @param path of a name, with dots for what is inside: `accountRouter.delete`
 * @returns its first line, from 1, and its text; undefined if there is none
 */
export function findSource(text, path) {
  const lines = text.split("\n");
  let range = [0, lines.length - 1];
  const isTitle = / /.test(path);
  for (const [depth, name] of (isTitle ? [path] : path.split(".")).entries()) {
    const isHere = (line, at) => at >= range[0] && at <= range[1] && declares(line, name, depth > 0);
    const start = lines.findIndex(isHere);
    if (start === -1) return undefined;
    range = [start, endOf(lines, start)];
  }
  let [start, end] = range;
  const indent = indentOf(lines[start]);
  while (start > 0 && indentOf(lines[start - 1]) >= indent && COMMENT.test(lines[start - 1].trim())) start--;
  return {
    line: start + 1,
    text: lines
      .slice(start, end + 1)
      .map((line) => line.slice(indent))
      .join("\n"),
  };
}

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
