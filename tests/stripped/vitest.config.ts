/** The tests of vitest as they are, with a record of the functions that run: tests/stripped/functions.ts compares two of them. */
import type { ViteUserConfig } from "vitest/config";
import config from "../vitest.config";

const RECORD = "tests/stripped/record-functions.ts";
type Projects = NonNullable<NonNullable<ViteUserConfig["test"]>["projects"]>;

for (const project of (config.test?.projects ?? []) as Extract<Projects[number], { test?: object }>[]) {
  if (project.test) project.test.setupFiles = [project.test.setupFiles ?? [], RECORD].flat();
}
export default config;
