/** Takes scripts and packages out of package.json, and the packages out of package-lock.json. */

type Names = {
  name: string;
  scripts: readonly string[];
  packages: readonly string[];
  /** The arguments of the command, for upgrades: releases lose the same parts. */
  stripped: Record<string, string>;
};
type Manifest = Record<"scripts" | "dependencies" | "devDependencies", Record<string, string>> & {
  description?: string;
} & Record<string, unknown>;

const without = <Value>(table: Record<string, Value> | undefined, names: readonly string[]) =>
  Object.fromEntries(Object.entries(table ?? {}).filter(([name]) => !names.includes(name)));

export function strippedManifest(text: string, { name, scripts, packages, stripped }: Names): string {
  const manifest = JSON.parse(text) as Manifest;
  const changed = {
    ...manifest,
    name,
    description: manifest.description?.replace("A full-stack TypeScript starter", "A web application"),
    ...(manifest.starter ? { starter: { ...manifest.starter, stripped } } : {}),
    scripts: without(manifest.scripts, scripts),
    dependencies: without(manifest.dependencies, packages),
    devDependencies: without(manifest.devDependencies, packages),
  };
  return `${JSON.stringify(changed, null, 2)}\n`;
}

/** @param packages those without dependencies of their own */
export function strippedLock(text: string, name: string, packages: readonly string[]): string {
  const lock = JSON.parse(text) as { name: string; packages: Record<string, Manifest> };
  const own = lock.packages[""];
  if (!own) throw new Error("package-lock.json names no project.");
  const project = {
    ...own,
    name,
    dependencies: without(own.dependencies, packages),
    devDependencies: without(own.devDependencies, packages),
  };
  const rest = without(
    lock.packages,
    packages.map((it) => `node_modules/${it}`),
  );
  return `${JSON.stringify({ ...lock, name, packages: { "": project, ...without(rest, [""]) } }, null, 2)}\n`;
}
