/** TypeScript's view of a tree whose changes are not written yet. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { SourceFile } from "typescript/unstable/ast";
import { API } from "typescript/unstable/sync";
import type { Tree } from "./tree";

/** Where something doesn't resolve, as a position in a file of the tree. */
export type Fault = { path: string; pos: number; end: number; text: string };

/** What TypeScript reports, and what it would gray out. */
const UNUSED = new Set([6133, 6192, 6196, 6198, 6199]);

/**
 * @param generated a folder whose files stand in for those of src/generated/prisma
 */
export function openCompiler(tree: Tree, generated: string | undefined) {
  const { root } = tree;
  const pathOf = (file: string) => relative(root, file).split(sep).join("/");
  const substitute = (path: string) =>
    generated && path.startsWith("src/generated/prisma/")
      ? join(generated, path.slice("src/generated/prisma/".length))
      : undefined;
  const isGone = (path: string) => tree.changes.has(path) && !tree.has(path);
  const api = new API({
    cwd: root,
    fs: {
      readFile(file) {
        const path = pathOf(file);
        if (tree.changes.has(path)) return tree.changes.get(path) ?? null;
        const other = substitute(path);
        if (other) return existsSync(other) ? readFileSync(other, "utf8") : null;
        return undefined;
      },
      fileExists(file) {
        const path = pathOf(file);
        if (tree.changes.has(path)) return tree.has(path);
        const other = substitute(path);
        return other ? existsSync(other) : undefined;
      },
      getAccessibleEntries(folder) {
        const path = pathOf(folder);
        if (path.startsWith("..") || path.includes("node_modules")) return undefined;
        const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
        return {
          files: entries.filter((it) => it.isFile() && !isGone(join(path, it.name))).map(({ name }) => name),
          directories: entries.filter((it) => it.isDirectory()).map(({ name }) => name),
        };
      },
    },
  });
  const project = () => {
    const opened = snapshot.getProjects()[0];
    if (!opened) throw new Error("TypeScript did not open tsconfig.json.");
    return opened;
  };
  let snapshot = api.updateSnapshot({ openProjects: [join(root, "tsconfig.json")] });
  return {
    /** Takes notice of changes of the tree. */
    update(paths: readonly string[]) {
      const files = paths.map((path) => ({ file: join(root, path), has: tree.has(path) }));
      snapshot = api.updateSnapshot({
        fileChanges: {
          changed: files.filter((it) => it.has).map(({ file }) => file),
          deleted: files.filter((it) => !it.has).map(({ file }) => file),
        },
      });
    },
    sourceFile: (path: string): SourceFile | undefined => project().program.getSourceFile(join(root, path)),
    /** What doesn't resolve or doesn't fit any more: in all files of the tree, or in these. */
    faults(paths?: readonly string[]): Fault[] {
      const { program } = project();
      const found = paths
        ? paths
            .map((path) => join(root, path))
            .filter((file) => program.getSourceFile(file)) // not those that tsconfig.json excludes
            .flatMap((file) => program.getSemanticDiagnostics(file))
        : program.getSemanticDiagnostics();
      return found.flatMap(({ fileName, pos, end, text, code }) => {
        const path = fileName ? pathOf(fileName) : "";
        return tree.has(path) ? [{ path, pos, end, text: `${text} (TS${code})` }] : [];
      });
    },
    /** What isn't used any more in one file. */
    unused(path: string): Fault[] {
      return project()
        .program.getSuggestionDiagnostics(join(root, path))
        .filter(({ code }) => UNUSED.has(code))
        .map(({ pos, end, text }) => ({ path, pos, end, text }));
    },
    close: () => api.close(),
  };
}
export type Compiler = ReturnType<typeof openCompiler>;
