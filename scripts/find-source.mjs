/** Finds a declaration in a text, as src/env.ts#isInspecting names it, or a test by its title. Biome's indentation tells where it ends. */

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
