/**
 * `npm run audit`: asks the npm registry for known vulnerabilities of the packages in the lock file. Fails for each that is not explained
 * here; a registry without that service, or none within a minute, is reported and fails nothing.
 */
import { spawnSync } from "node:child_process";
import { pathToFileURL } from "node:url";
import { root } from "./environment.mjs";

/** By advisory (GHSA-...), why it does not concern this project. */
const EXPLAINED = {};

/**
 * The findings of a report of `npm audit --json` that `explained` does not have, one line each.
 * @throws Error if it is no report, such as the answer of a registry without that service
 */
export function findUnexplained(report, explained) {
  if (!report?.vulnerabilities) throw new Error(report?.message ?? report?.error?.summary ?? "no report");
  const advisories = Object.values(report.vulnerabilities).flatMap(({ via }) => via.filter((it) => it.url));
  const unexplained = advisories.filter(({ url }) => !explained[url.split("/").at(-1)]);
  return [
    ...new Set(
      unexplained.map(({ name, range, severity, title, url }) => `${name} ${range} (${severity}): ${title} ${url}`),
    ),
  ];
}

function readReport() {
  const { stdout, error } = spawnSync("npm", ["audit", "--json"], {
    cwd: root,
    encoding: "utf8",
    timeout: 60_000,
    maxBuffer: 2 ** 26,
    shell: process.platform === "win32",
  });
  if (error) throw error;
  return JSON.parse(stdout);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    const findings = findUnexplained(readReport(), EXPLAINED);
    for (const finding of findings) console.error(`✗ ${finding}`);
    if (findings.length === 0) console.log("No known vulnerability is unexplained.");
    process.exitCode = findings.length === 0 ? 0 : 1;
  } catch (error) {
    console.warn(`Not audited: ${error.message}`);
  }
}
