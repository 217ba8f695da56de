/** How a run is taken back: its own files only, and of those that it changed, the ones that git can restore without a loss. */
import { enumType } from "./files/model";
import type { Change } from "./plan";
import type { Project } from "./project";
import type { Resource } from "./resource";
import { uncommitted } from "./write";

/** As a shell takes it: a page has brackets in its path. */
const quote = (path: string) => (/^[\w./-]+$/.test(path) ? path : `"${path}"`);

/** A new file, or the first of its folders that is new. */
function beginningOf({ exists }: Project, path: string): string {
  const parts = path.split("/");
  const folders = parts.map((_, index) => parts.slice(0, index + 1).join("/"));
  return folders.find((it) => !exists(it)) ?? path;
}

/** Commands that take the files back. To be called before they are written. */
export function undoFiles(project: Project, changes: readonly Pick<Change, "path" | "before">[]): string[] {
  const list = (paths: string[]) => [...new Set(paths)].map(quote).join(" ");
  const created = changes.filter(({ before }) => before === undefined).map(({ path }) => beginningOf(project, path));
  const changed = changes.filter(({ before }) => before !== undefined).map(({ path }) => path);
  const isCommitted = (path: string) => uncommitted(project, path)?.length === 0;
  const [ours, theirs] = [changed.filter(isCommitted), changed.filter((it) => !isCommitted(it))];
  return [
    `git clean -fd -- ${list(created)}`,
    ...(ours.length ? [`git restore -- ${list(ours)}`] : []),
    "npm run db:generate",
    ...(theirs.length ? [`by hand, as you had changed them before: ${theirs.join(", ")}`] : []),
  ];
}

/** The command that takes a migration back from the database of development. */
export function undoMigration(resource: Resource, changes: readonly Change[]): string {
  const [, migration] = changes.map(({ path }) => /^prisma\/migrations\/([^/]+)\//.exec(path)).find(Boolean) ?? [];
  const types = resource.fields.filter(({ kind }) => kind === "enum").map((it) => enumType(resource, it));
  const sql = [
    ...[`TABLE "${resource.names.table}"`, ...types.map((it) => `TYPE "${it}"`)].map((it) => `DROP ${it};`),
    `DELETE FROM _prisma_migrations WHERE migration_name = '${migration}';`,
  ].join(" ");
  return `echo "${sql.replaceAll('"', '\\"')}" | npx prisma db execute --stdin # while npm run dev or db:start runs`;
}
