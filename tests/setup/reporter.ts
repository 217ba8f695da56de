import { writeFileSync } from "node:fs";
import { relative } from "node:path";
import type { Reporter, SerializedError, TestModule } from "vitest/node";

const firstLine = ({ name, message }: SerializedError) => `${name}: ${message}`.split("\n", 1)[0];

/**
 * Writes what `npm test` counts, and repeats at its end, into the file that VITEST_RESULT names: also failures of whole files,
 * and errors that no test is the reason of, which end vitest with an error as well.
 */
export default class implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const { VITEST_RESULT: result } = process.env;
    if (!result) return;
    const failures: string[] = [];
    let passed = 0;
    for (const module of modules) {
      const file = relative(process.cwd(), module.moduleId);
      for (const error of module.errors()) failures.push(`${file}: ${firstLine(error)}`);
      for (const suite of module.children.allSuites()) {
        for (const error of suite.errors()) failures.push(`${file}: ${suite.fullName}: ${firstLine(error)}`);
      }
      for (const test of module.children.allTests()) {
        const { state, errors = [] } = test.result();
        if (state === "passed") passed++;
        if (state === "failed") failures.push(`${file}: ${test.fullName}: ${errors.map(firstLine).join("; ")}`);
      }
    }
    for (const error of unhandled) failures.push(`Unhandled: ${firstLine(error)}\n${error.stack ?? ""}`);
    writeFileSync(result, JSON.stringify({ passed, failures }));
  }
}
