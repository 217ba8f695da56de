/** Helpers for the texts of generated files. Biome formats what they leave. */

/** A part of a text, under a condition. */
export const when = (condition: unknown, text: string): string => (condition ? text : "");

/**
 * Lines of SQL in a template literal, which no formatter breaks: items after commas, up to the width of a line.
 * @param start the characters before the first item
 */
export function wrap(items: readonly string[], indent: string, start = indent.length): string {
  const lines: string[] = [];
  for (const item of items) {
    const last = lines.at(-1);
    const before = lines.length === 1 ? start : indent.length;
    if (last !== undefined && before + `${last}, ${item},`.length <= 118) lines[lines.length - 1] = `${last}, ${item}`;
    else lines.push(item);
  }
  return lines.join(`,\n${indent}`);
}

/** A docstring of sentences and of errors, on one line if it fits. */
export function docs(text: string, errors: readonly string[] = [], indent = ""): string {
  const throws = errors.length ? `@throws ${errors.join(", ")}` : "";
  const line = `/** ${[text, throws].filter(Boolean).join(" ")} */`;
  if (line.length <= 120) return line;
  const lines = [...fill(text), ...fill(throws)];
  return `/**\n${lines.map((it) => `${indent} * ${it}`).join("\n")}\n${indent} */`;
}

/** Words in lines. */
function fill(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ").filter(Boolean)) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= 116) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Drops the lines that parts under a condition have left empty; lines that are empty in the template stay. */
export const tidy = (text: string): string => text.replaceAll(/^[ \t]+\n/gm, "").replaceAll(/\n{3,}/g, "\n\n");

/** Words as a list in a sentence: `a, b and c`. */
export const sentenceList = (items: readonly string[]): string =>
  items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;

/** An import of names, without those that are false; nothing if none is left. */
export function imports(from: string, ...names: (string | false | undefined)[]): string {
  const kept = names.filter((it) => it !== false && it !== undefined);
  return kept.length ? `import { ${kept.join(", ")} } from "${from}";\n` : "";
}

/** The same for types alone. */
export function typeImports(from: string, ...names: (string | false | undefined)[]): string {
  return imports(from, ...names).replace("import {", "import type {");
}
