/** What the project is made of besides its own code: licenses, install scripts, known vulnerabilities and actions of CI. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { findUnexplained } from "../../scripts/audit.mjs";

const root = resolve(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

type LockedPackage = { version: string; license?: string; hasInstallScript?: true; dev?: true };
const { packages } = JSON.parse(read("package-lock.json")) as { packages: Record<string, LockedPackage> };
const manifest = JSON.parse(read("package.json"));
const locked = Object.entries(packages)
  .filter(([path]) => path)
  .map(([path, it]) => ({ ...it, name: path.split("node_modules/").at(-1) as string }));

/** Licenses (SPDX) under which a product may ship a package with its own code under any license. */
const PERMISSIVE = [
  ...[
    "0BSD",
    "Apache-2.0",
    "BlueOak-1.0.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "PSF-2.0",
  ],
  ...["Python-2.0", "Unlicense", "Zlib"],
];
/** Of single files: changes to the package itself are to be published, and nothing else. */
const FILE_BASED = ["MPL-2.0"];
/** Packages with another license, or that name theirs in another way. */
const EXCEPTIONS: Record<string, [license: string | undefined, reason: string]> = {
  "@visx/vendor": ["MIT and ISC", "an own notation; of Prisma's command line"],
  "caniuse-lite": ["CC-BY-4.0", "data for Next's build"],
  elkjs: ["EPL-2.0", "unchanged; of Prisma's command line, which no server loads"],
  geist: ["SIL OPEN FONT LICENSE", "a font, OFL-1.1"],
  "seq-queue": [undefined, "MIT, as its LICENSE says; of Prisma's command line"],
};
/** libvips, LGPL: Next's optional image optimizer, which the app does not use, loads it as a library of its own. */
const isImageLibrary = (name: string) => name.startsWith("@img/sharp-");

/** Whether one of the alternatives of a license has only allowed parts. */
const isAllowed = (license = "") =>
  license
    .replaceAll(/[()]/g, "")
    .split(" OR ")
    .some((choice) => choice.split(" AND ").every((part) => [...PERMISSIVE, ...FILE_BASED].includes(part)));

describe("licenses of packages", () => {
  it("are on the list, or an exception with a reason", () => {
    const others = locked.filter(({ name, license }) => {
      const exception = EXCEPTIONS[name];
      return !isAllowed(license) && !isImageLibrary(name) && !(exception && exception[0] === license);
    });
    expect(others.map(({ name, license }) => `${name}: ${license}`)).toEqual([]);
  });

  it("exceptions are needed, and each has a reason", () => {
    const names = new Set(locked.map(({ name }) => name));
    for (const [name, [license, reason]] of Object.entries(EXCEPTIONS)) {
      expect([name, names.has(name), isAllowed(license), reason.length > 0]).toEqual([name, true, false, true]);
    }
  });

  it.each([
    ["MIT", true],
    ["(MIT OR GPL-3.0-or-later)", true],
    ["MIT AND ISC AND BSD-3-Clause", true],
    ["MIT AND GPL-3.0-only", false],
    ["AGPL-3.0-only", false],
    [undefined, false],
  ])("%s is allowed: %s", (license, allowed) => {
    expect(isAllowed(license)).toBe(allowed);
  });
});

describe("package.json", () => {
  it("decides for each package with an install script whether it may run", () => {
    const names = locked.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name);
    expect(Object.keys(manifest.allowScripts).sort()).toEqual([...new Set(names)].sort());
  });

  it("pins each package to one version, and permits no statistics of installs", () => {
    const versions = Object.values({ ...manifest.dependencies, ...manifest.devDependencies } as Record<string, string>);
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+(-[\w.-]+)?$/.test(version))).toEqual([]);
    expect(manifest.scarfSettings).toEqual({ enabled: false });
  });
});

describe("actions of CI", () => {
  const workflows = readdirSync(join(root, ".github/workflows")).map((name) => read(`.github/workflows/${name}`));

  it("are pinned to a commit, with the version beside it", () => {
    const used = workflows.flatMap((text) => [...text.matchAll(/uses: (.*)/g)].map(([, action]) => action));
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((action) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action ?? ""))).toEqual([]);
  });

  it("have a token that can only read, which checkout does not keep", () => {
    for (const text of workflows) {
      expect(text).toMatch(/^permissions:\n {2}contents: read\n\w/m);
      expect(text.match(/persist-credentials: false/g)?.length).toBe(text.match(/actions\/checkout@/g)?.length);
    }
  });

  it("and packages are updated by groups every week", () => {
    const [npm, actions] = ["npm", "github-actions"].map((name) =>
      read(".github/dependabot.yml").indexOf(`package-ecosystem: ${name}\n`),
    );
    expect([npm, actions]).not.toContain(-1);
  });
});

describe("npm run audit", () => {
  const advisory = (id: string) => ({
    ...{ name: "some-package", range: "<2.0.0", severity: "high", title: "Code runs" },
    url: `https://github.com/advisories/${id}`,
  });
  const report = {
    auditReportVersion: 2,
    vulnerabilities: {
      "some-package": { via: [advisory("GHSA-1"), advisory("GHSA-2")] },
      dependent: { via: ["some-package"] },
    },
  };

  it("names each finding once that is not explained", () => {
    const line = "some-package <2.0.0 (high): Code runs https://github.com/advisories/GHSA-2";
    expect(findUnexplained(report, { "GHSA-1": "It runs in the browser only." })).toEqual([line]);
    expect(findUnexplained(report, { "GHSA-1": "No.", "GHSA-2": "No." })).toEqual([]);
  });

  it("takes the error of a registry for no report", () => {
    expect(() => findUnexplained({ message: "405 Method Not Allowed" }, {})).toThrow("405 Method Not Allowed");
  });
});
