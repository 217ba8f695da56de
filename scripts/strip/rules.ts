/** What has to go where something doesn't resolve: the smallest part of a list, a statement or a test that contains it. */
import {
  getTokenAtPosition,
  isArrayLiteralExpression,
  isArrowFunction,
  isBlock,
  isCallExpression,
  isExportSpecifier,
  isExpressionStatement,
  isFunctionDeclaration,
  isFunctionExpression,
  isIdentifier,
  isImportDeclaration,
  isImportSpecifier,
  isInterfaceDeclaration,
  isJsxElement,
  isJsxExpression,
  isJsxFragment,
  isJsxSelfClosingElement,
  isMethodDeclaration,
  isObjectLiteralExpression,
  isPropertyAccessExpression,
  isSourceFile,
  isSpreadElement,
  isTaggedTemplateExpression,
  isTypeLiteralNode,
  isUnionTypeNode,
  isVariableStatement,
  type Node,
  type SourceFile,
} from "typescript/unstable/ast";

const TESTS = /^(it|test|describe|before(All|Each)|after(All|Each))$/;

/** The name that a call begins with: `test` of `test.describe.serial("...", ...)` and of `it.each([...])("...", ...)`. */
function calledName(node: Node): string {
  if (isCallExpression(node) || isPropertyAccessExpression(node)) return calledName(node.expression);
  if (isTaggedTemplateExpression(node)) return calledName(node.tag);
  return isIdentifier(node) ? node.text : "";
}

/** A statement of the test runner: a test, a group of tests, or what runs before or after them. */
export const isTestStatement = (node: Node): boolean =>
  isExpressionStatement(node) && isCallExpression(node.expression) && TESTS.test(calledName(node.expression));

/** A group's own function, whose statements are as if they stood in the file. */
const isGroup = (node: Node): boolean =>
  node.parent !== undefined && isCallExpression(node.parent) && /\bdescribe\b/.test(node.parent.expression.getText());

const isFunction = (node: Node): boolean =>
  isArrowFunction(node) || isFunctionExpression(node) || isFunctionDeclaration(node) || isMethodDeclaration(node);

/** Whether a node is run by a function, not by the file. */
function isInFunction(node: Node): boolean {
  for (let at = node.parent; at && !isSourceFile(at); at = at.parent) if (isFunction(at) && !isGroup(at)) return true;
  return false;
}

const isInJsx = (node: Node): boolean =>
  (isJsxElement(node) || isJsxSelfClosingElement(node) || isJsxExpression(node)) &&
  (isJsxElement(node.parent) || isJsxFragment(node.parent));

/** A record that is itself an entry of a list goes as a whole: `{ href, label }`. */
const isRecord = (node: Node): boolean => isArrayLiteralExpression(node.parent);

const isInList = ({ parent }: Node): boolean =>
  ((isObjectLiteralExpression(parent) || isArrayLiteralExpression(parent)) && !isRecord(parent)) ||
  isUnionTypeNode(parent) ||
  isTypeLiteralNode(parent) ||
  isInterfaceDeclaration(parent);

const isStatement = ({ parent }: Node): boolean => isSourceFile(parent) || (isBlock(parent) && isGroup(parent.parent));

/** Whether the whole of it may be taken out. Code in functions stays as it is, but for whole tests, elements of JSX and names in lists. */
function isRemovable(node: Node): boolean {
  if (isImportSpecifier(node) || isExportSpecifier(node) || isInJsx(node) || isTestStatement(node)) return true;
  if (isIdentifier(node) && isArrayLiteralExpression(node.parent)) return true;
  return (isInList(node) || isStatement(node)) && !isInFunction(node);
}

/** The part that goes. In `src`, a function that uses something else is no list: undefined. */
export function removableAt(file: SourceFile, pos: number, path: string): Node | undefined {
  let node: Node | undefined = getTokenAtPosition(file, pos);
  while (node?.parent && !isRemovable(node)) node = node.parent;
  if (!node?.parent) return undefined;
  const isCode = isFunctionDeclaration(node) || (isVariableStatement(node) && hasFunction(node));
  return isCode && !path.startsWith("tests/") ? undefined : node;
}

function hasFunction(node: Node): boolean {
  return isFunction(node) || node.forEachChild((child) => hasFunction(child) || undefined) === true;
}

type Range = { start: number; end: number };

/** The comments before a node are its own, unless they stand on the line of what comes before or at the file's beginning. */
function startOf(node: Node, text: string): number {
  const trivia = text.slice(node.pos, node.getStart());
  if (node.pos === 0) {
    const header = /^\s*(\/\*\*[\s\S]*?\*\/\n|(\/\/.*\n)+)(?=\n|import )/.exec(
      trivia + text.slice(node.getStart(), node.getStart() + 7),
    );
    return header ? header[0].length : 0;
  }
  const rest = /^[ \t]*(\/\/.*|\/\*.*\*\/[ \t]*)(?=\n)/.exec(trivia);
  return node.pos + (rest ? rest[0].length : 0);
}

/** The text of a node with what separates it from its neighbors. */
export function rangeOf(node: Node, text: string): Range {
  const { parent } = node;
  if (isUnionTypeNode(parent)) {
    const index = parent.types.indexOf(node as never);
    const [before, after] = [parent.types[index - 1], parent.types[index + 1]];
    if (before) return { start: before.end, end: node.end };
    return { start: node.getStart(), end: after ? after.getStart() : node.end };
  }
  const comma = /^\s*[,;]/.exec(text.slice(node.end))?.[0] ?? "";
  const isListed = isInList(node) || isImportSpecifier(node) || isExportSpecifier(node);
  return { start: startOf(node, text), end: node.end + (isListed ? comma.length : 0) };
}

const membersOf = (list: Node): readonly Node[] => {
  if (isArrayLiteralExpression(list)) return list.elements;
  const members: Node[] = [];
  list.forEachChild((child) => void members.push(child));
  return members;
};

/** What has lost its content, and goes, too: an import without names, a `...[]`, a table or group without tests. */
export function widen(nodes: ReadonlySet<Node>): Set<Node> {
  const wider = new Set<Node>();
  for (const node of nodes) {
    let at = node;
    for (let next = emptied(at, nodes); next; next = emptied(at, new Set([...nodes, at]))) at = next;
    wider.add(at);
  }
  return wider;
}

/** The outer part that is empty without these nodes. */
function emptied(node: Node, gone: ReadonlySet<Node>): Node | undefined {
  const { parent } = node;
  const isEmpty = (list: Node) => membersOf(list).every((it) => gone.has(it));
  if (isImportSpecifier(node)) {
    const declaration = parent.parent.parent;
    const clause = parent.parent as Node & { name?: Node };
    return isEmpty(parent) && !clause.name && isImportDeclaration(declaration) ? declaration : undefined;
  }
  if (isArrayLiteralExpression(parent) && isEmpty(parent)) {
    if (isSpreadElement(parent.parent)) return parent.parent;
    const table = parent.parent.parent?.parent;
    if (table && isTestStatement(table)) return table;
  }
  if (isUnionTypeNode(parent) && isEmpty(parent)) return undefined;
  return undefined;
}
