/** Takes out what no longer resolves, again and again, until the rest of the tree does. */
import type { Node, SourceFile } from "typescript/unstable/ast";
import {
  isArrayLiteralExpression,
  isIdentifier,
  isJsxText,
  isPropertyAssignment,
  isRegularExpressionLiteral,
  isStringLiteralLikeNode,
  isTemplateLiteralLikeNode,
} from "typescript/unstable/ast";
import type { Compiler, Fault } from "./compiler";
import { isTestStatement, rangeOf, removableAt, widen } from "./rules";
import type { Tree } from "./tree";

const ROUNDS = 25;
const isTestFile = (path: string) => /\.(test|spec)\.tsx?$/.test(path);

/** Deletes nodes from a text. */
function without(text: string, nodes: Iterable<Node>): string {
  const ranges = [...nodes].map((node) => rangeOf(node, text)).sort((a, b) => a.start - b.start);
  let [result, at] = ["", 0];
  for (const { start, end } of ranges) {
    if (start > at) result += text.slice(at, start);
    at = Math.max(at, end);
  }
  return result + text.slice(at);
}

/** Whether tests are left in a file. */
function hasTests(node: Node): boolean {
  if (
    isTestStatement(node) &&
    /^\s*(it|test)\b(?!\.(describe|beforeEach|beforeAll|afterEach|afterAll|use)\b)/.test(node.getText())
  )
    return true;
  return node.forEachChild((child) => hasTests(child) || undefined) === true;
}

/** Texts that name something which is gone, such as the path of a page. */
export function textFaults(path: string, file: SourceFile, gone: RegExp): Fault[] {
  const faults: Fault[] = [];
  const visit = (node: Node): void => {
    const isText =
      isStringLiteralLikeNode(node) ||
      isTemplateLiteralLikeNode(node) ||
      isJsxText(node) ||
      isRegularExpressionLiteral(node);
    const found = isText ? gone.exec(node.getText()) : null;
    if (found) faults.push({ path, pos: node.getStart(), end: node.end, text: `"${found[0].trim()}" is gone` });
    node.forEachChild((child) => visit(child));
  };
  visit(file);
  return faults;
}

/** Entries of the lists in a file, by their names. */
export function entryFaults(path: string, file: SourceFile, names: readonly string[]): Fault[] {
  const faults: Fault[] = [];
  const visit = (node: Node, depth: number): void => {
    const isName = isStringLiteralLikeNode(node) || isIdentifier(node);
    const isEntry = isName && (isArrayLiteralExpression(node.parent) || isFirstOfProperty(node));
    if (isEntry && depth > 4 && names.includes(node.text))
      faults.push({ path, pos: node.getStart(), end: node.end, text: node.text });
    node.forEachChild((child) => visit(child, depth + 1));
  };
  visit(file, 0);
  return faults;
}
const isFirstOfProperty = (node: Node) => isPropertyAssignment(node.parent) && node.parent.name === node;

type Options = {
  /** What texts may not name any more. */
  gone: RegExp;
  /** The files whose texts are searched for it. */
  searched: (path: string) => boolean;
  log: (line: string) => void;
};

/** Takes out the entries of a settings file that belong to what goes. */
export function removeEntries(tree: Tree, compiler: Compiler, path: string, names: readonly string[]): void {
  const file = compiler.sourceFile(path);
  if (!file) return;
  takeOut(tree, compiler, entryFaults(path, file, names));
  compiler.update([path]);
}

const isCode = (path: string) => /\.tsx?$/.test(path);

/** The files that import one of these, by the last part of its path, and these themselves. */
function around(tree: Tree, changed: readonly string[]): string[] {
  const stems = new Set(changed.map((path) => path.replace(/(\/index)?\.tsx?$/, "").replace(/^.*\//, "")));
  const imports = (path: string) =>
    [...tree.read(path).matchAll(/["'][@.][^"'\n]*\/([\w.-]+)["']/g)].some(([, stem = ""]) => stems.has(stem));
  return tree.paths().filter((path) => isCode(path) && (changed.includes(path) || imports(path)));
}

/**
 * Each round looks at the files around those that the last one changed; when nothing is left there, at all.
 * @returns what can't be taken out by the rules, with file and line; then the tree isn't fit to be written
 */
export function removeUnresolved(tree: Tree, compiler: Compiler, { gone, searched, log }: Options): string[] {
  const textsIn = (paths: readonly string[]) =>
    paths.filter(searched).flatMap((path) => {
      const file = compiler.sourceFile(path);
      return file ? textFaults(path, file, gone) : [];
    });
  let near: string[] | undefined;
  for (let round = 1; round <= ROUNDS; round++) {
    const faults = [...compiler.faults(near), ...textsIn(near ?? tree.paths().filter(isCode))];
    const found = [...faults, ...unusedIn(tree, compiler)];
    log(`round ${round}: ${found.length} in ${near ? `${near.length} files` : "all files"}`);
    const { changed, stuck } = takeOut(tree, compiler, found);
    if (changed.length > 0) compiler.update(changed);
    else if (!near) return faults.length > 0 ? stuck : [];
    near = changed.length > 0 ? around(tree, changed) : undefined;
  }
  return [`There was no end to it after ${ROUNDS} rounds.`];
}

const unusedIn = (tree: Tree, compiler: Compiler) =>
  [...tree.changes.keys()].filter((path) => tree.has(path) && isCode(path)).flatMap(compiler.unused);

function takeOut(tree: Tree, compiler: Compiler, faults: readonly Fault[]) {
  const nodes = new Map<string, Set<Node>>();
  const stuck: string[] = [];
  for (const { path, pos, text } of faults) {
    const file = compiler.sourceFile(path);
    const node = file && removableAt(file, pos, path);
    if (node) nodes.set(path, (nodes.get(path) ?? new Set()).add(node));
    else stuck.push(`${path}:${tree.read(path).slice(0, pos).split("\n").length} ${text}`);
  }
  for (const [path, found] of nodes) {
    const text = without(tree.read(path), widen(found));
    tree.write(path, text);
  }
  return { changed: [...nodes.keys()], stuck };
}

/** Changed test files without tests, and files without statements. */
export const findEmptied = (tree: Tree, compiler: Compiler): string[] =>
  [...tree.changes.keys()].filter((path) => {
    const file = tree.has(path) && /\.tsx?$/.test(path) ? compiler.sourceFile(path) : undefined;
    return file && (file.statements.length === 0 || (isTestFile(path) && !hasTests(file)));
  });
