/** Insertions into files that stand: each looks for its place, and says what to add by hand if it finds none. */

/** A change of one file. @throws MissingPlace */
export type Edit = { path: string; apply: (text: string) => string };

export class MissingPlace extends Error {}

/** The index of the bracket that closes the one at `start`; texts and comments are skipped. */
function closingOf(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const rest = text.slice(at, at + 2);
    const letter = text[at] ?? "";
    if (rest === "//") at = text.indexOf("\n", at);
    else if (rest === "/*") at = text.indexOf("*/", at) + 1;
    else if (/["'`]/.test(letter)) at = endOfText(text, at);
    else if ("([{".includes(letter)) depth++;
    else if (")]}".includes(letter) && --depth === 0) return at;
  }
  return -1;
}

function endOfText(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== text[start]) at += text[at] === "\\" ? 2 : 1;
  return at;
}

/** The text between the brackets after `opening`, which ends with the first of them. */
function blockAfter(text: string, opening: string): { start: number; end: number } {
  const found = text.indexOf(opening);
  const end = found < 0 ? -1 : closingOf(text, found + opening.length - 1);
  if (end < 0) throw new MissingPlace(opening);
  return { start: found + opening.length, end };
}

const splice = (text: string, at: number, added: string) => text.slice(0, at) + added + text.slice(at);

/** Appends an entry to the object or list that `opening` begins. */
function append(text: string, opening: string, entry: string): string {
  const { start, end } = blockAfter(text, opening);
  const inner = text.slice(start, end).trimEnd();
  const comma = inner === "" || inner.endsWith(",") ? "" : ",";
  return `${text.slice(0, start)}${inner}${comma}\n${entry},\n${text.slice(end)}`;
}

/**
 * Adds an entry to the object or list that `opening` begins: before the first entry whose name comes after `name`, or as the
 * last one. A list that isn't sorted stays as it is otherwise.
 */
export const addEntry = (path: string, opening: string, name: string, entry: string): Edit => ({
  path,
  apply(text) {
    const { start, end } = blockAfter(text, opening);
    const block = text.slice(start, end);
    const indent = /\n(\s+)["\w]/.exec(block)?.[1];
    const entries = [...block.matchAll(new RegExp(`^${indent}["']?([\\w.]+)["']?:`, "gm"))];
    const next = entries.find(([, key = ""]) => key.toLowerCase() > name.toLowerCase());
    if (!next) return append(text, opening, entry);
    return splice(text, start + next.index, `${entry},\n`);
  },
});

/** Appends an entry. */
export const addLast = (path: string, opening: string, entry: string): Edit => ({
  path,
  apply: (text) => append(text, opening, entry),
});

/** Adds a name to a list of names: before another one, or as the last one if that isn't there. */
export const addToList = (path: string, opening: string, name: string, before: string): Edit => ({
  path,
  apply(text) {
    const { start, end } = blockAfter(text, opening);
    const names = text
      .slice(start, end)
      .split(",")
      .map((it) => it.trim())
      .filter(Boolean);
    const at = names.indexOf(before);
    names.splice(at < 0 ? names.length : at, 0, name);
    return text.slice(0, start) + names.join(", ") + text.slice(end);
  },
});

/** Adds an import after the last one; the formatter sorts them. */
export const addImport = (path: string, line: string): Edit => ({
  path,
  apply(text) {
    const last = [...text.matchAll(/^(?:import .*|\} from ".*");$/gm)].at(-1);
    if (!last) throw new MissingPlace("the imports");
    return splice(text, last.index + last[0].length, `\n${line}`);
  },
});

/** Adds a name to an import that is there, or imports it. */
export const addName = (path: string, from: string, name: string): Edit => ({
  path,
  apply(text) {
    const found = new RegExp(
      `^import \\{([^}]*)\\} from "${from.replaceAll(/[.*+?^$()|[\]\\/]/g, "\\$&")}";$`,
      "m",
    ).exec(text);
    if (!found) return addImport(path, `import { ${name} } from "${from}";`).apply(text);
    const names = (found[1] ?? "")
      .split(",")
      .map((it) => it.trim())
      .filter(Boolean);
    if (names.includes(name)) return text;
    return text.replace(found[0], () => `import { ${[...names, name].join(", ")} } from "${from}";`);
  },
});

/** Inserts text before a line, given by how it begins. */
export const addBefore = (path: string, line: string, added: string): Edit => ({
  path,
  apply(text) {
    const at = text.startsWith(line) ? 0 : text.indexOf(`\n${line}`) + 1;
    if (at === 0 && !text.startsWith(line)) throw new MissingPlace(line);
    return splice(text, at, added);
  },
});

/** Adds text at the end. */
export const addAtEnd = (path: string, added: string): Edit => ({
  path,
  apply: (text) => `${text.trimEnd()}\n${added}`,
});

/** Replaces what a pattern finds. */
export const replace = (path: string, pattern: RegExp, by: (...found: string[]) => string): Edit => ({
  path,
  apply(text) {
    if (!pattern.test(text)) throw new MissingPlace(String(pattern));
    return text.replace(pattern, by);
  },
});
