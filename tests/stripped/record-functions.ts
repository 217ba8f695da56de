/** Notes which functions of src a test file runs, beside those of the files before. */
import { appendFileSync, mkdirSync } from "node:fs";
import { type Profiler, Session } from "node:inspector";
import { dirname, resolve } from "node:path";
import { afterAll } from "vitest";
import { FILE } from "./functions";

const root = resolve(import.meta.dirname, "../..");
const file = resolve(root, FILE);
const session = new Session();
session.connect();

/** Answers come at once: the session is this thread's. */
function takeCoverage(): Profiler.ScriptCoverage[] {
  let result: Profiler.ScriptCoverage[] = [];
  session.post("Profiler.takePreciseCoverage", (error, coverage) => {
    if (error) throw error;
    result = coverage.result;
  });
  return result;
}

session.post("Profiler.enable");
session.post("Profiler.startPreciseCoverage", { callCount: false, detailed: false });

afterAll(() => {
  const lines = takeCoverage().flatMap(({ url, functions }) => {
    const [, path] = /^(?!.*\/node_modules\/).*\/(src\/.+)$/.exec(url) ?? [];
    const ran = functions.filter((it) => it.functionName && (it.ranges[0]?.count ?? 0) > 0);
    return path ? ran.map(({ functionName }) => `${path}#${functionName}\n`) : [];
  });
  mkdirSync(dirname(file), { recursive: true });
  appendFileSync(file, [...new Set(lines)].join(""));
  session.disconnect();
});
