/** Steps of a long test in a project of its own: each says how long it took, and a failed one ends the test. */
import { spawnSync } from "node:child_process";

export async function step(title: string, work: () => unknown): Promise<void> {
  const start = performance.now();
  await work();
  console.log(`${title}: ok, ${Math.round((performance.now() - start) / 1000)} s`);
}

/** @returns functions that run programs in a folder, and throw if they fail */
export function stepsIn(folder: string) {
  const run = (title: string, command: string, ...args: string[]) =>
    step(title, () => {
      const { status } = spawnSync(command, args, { cwd: folder, stdio: "inherit" });
      if (status !== 0) throw new Error(`${title} failed.`);
    });
  const node = (title: string, ...args: string[]) => run(title, process.execPath, ...args);
  return {
    node,
    /** Takes out the packages that package.json no longer has. */
    prune: () =>
      run("Packages", "npm", "prune", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"),
    /** A script of the project that changes files, and neither packages nor the database. */
    script: (title: string, name: string, ...args: string[]) =>
      node(title, "--import", "tsx", `scripts/${name}.ts`, ...args, "--files-only"),
    /** Lint, with formatting, and types. */
    async checkCode(): Promise<void> {
      await node("Formatting and lint", "node_modules/@biomejs/biome/bin/biome", "ci", "--error-on-warnings", ".");
      await node("Page types", "node_modules/next/dist/bin/next", "typegen");
      await node("Types", "node_modules/typescript/bin/tsc", "--noEmit", "--incremental", "false");
    },
    vitest: (title: string, config: string, ...files: string[]) =>
      node(
        title,
        ...["node_modules/vitest/vitest.mjs", "run", "--config", config, "--reporter=dot"],
        ...[`--reporter=${folder}/tests/setup/reporter.ts`, ...files],
      ),
    stories: (title: string, ...names: string[]) =>
      node(
        title,
        ...["node_modules/@playwright/test/cli.js", "test", "--config", "tests/e2e/playwright.config.ts"],
        ...["--project=stories", ...names.map((name) => `e2e/${name}`)],
      ),
  };
}
