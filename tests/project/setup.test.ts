/** The set-up steps: which work they do, which they skip, and what they print when they fail. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { copyScripts, inheritedEnv, linkPackages, node, root } from "../setup/scripts";

const clone = copyScripts();
afterAll(() => rmSync(clone, { recursive: true }));

it("env: .env is written once, with a fresh secret", async () => {
  await node(["scripts/setup.mjs", "env"], { cwd: clone });
  const first = readFileSync(join(clone, ".env"), "utf8");
  expect(first).toMatch(/^NEXTAUTH_SECRET="[\w-]{43}"$/m);
  expect(first.split("\n").slice(-4)).toEqual(readFileSync(join(clone, ".env.example"), "utf8").split("\n").slice(-4));
  await node(["scripts/setup.mjs", "env"], { cwd: clone });
  expect(readFileSync(join(clone, ".env"), "utf8")).toBe(first);
  rmSync(join(clone, ".env"));
});

it("an unknown step exits with 1 and prints the usage", async () => {
  const { status, output } = await node(["scripts/setup.mjs", "everything"], { cwd: clone });
  expect(status).toBe(1);
  expect(output).toContain("Usage");
});

it("a failed step exits with 1 and prints what to do", async () => {
  const env = { DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none" };
  const { status, output } = await node(["scripts/setup.mjs", "migrate"], { env });
  expect(status).toBe(1);
  expect(output).toContain("migrate failed");
  expect(output).toContain("npx prisma migrate status");
  expect(output).toContain("set DIRECT_URL");
});

it("migrations are applied over DIRECT_URL, if it is set", async () => {
  const env = { DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none", DIRECT_URL: process.env.DATABASE_URL ?? "" };
  expect(await node(["scripts/setup.mjs", "deploy"], { env })).toMatchObject({ status: 0 });
});

it("migrations are not applied to a schema that the application does not read", async () => {
  const env = { DATABASE_URL: `${process.env.DATABASE_URL}?schema=shop` };
  const { status, output } = await node(["scripts/setup.mjs", "deploy"], { env });
  expect(status).toBe(1);
  expect(output).toContain('the tables are in the schema "public"');
});

it("a step whose program is killed has failed", async () => {
  const killer = join(clone, "killed.mjs");
  writeFileSync(killer, 'process.kill(process.pid, "SIGKILL");');
  // The seed step runs Node with these options, so that its child ends by a signal instead of an exit code.
  const env = { DATABASE_URL: process.env.DATABASE_URL ?? "", NODE_OPTIONS: "" };
  const script = `import { steps } from "./scripts/setup.mjs";
    process.env.NODE_OPTIONS = "--import=${pathToFileURL(killer)}";
    await steps.seed({ force: true });`;
  const { status, output } = await node(["--input-type=module", "-e", script], { env });
  expect(status).toBe(1);
  expect(output).toContain("It ended with SIGKILL");
});

describe("with the packages", () => {
  beforeAll(() => linkPackages(clone, "@next/env"));

  it("deploy: a preview applies no migrations", async () => {
    const env = { VERCEL_ENV: "preview", DATABASE_URL: "" };
    const preview = await node(["scripts/setup.mjs", "deploy"], { cwd: clone, env });
    expect(preview).toMatchObject({ status: 0, output: expect.stringContaining("no migrations applied") });
  });

  it.each([
    ["production", {}],
    ["preview", { MIGRATE_PREVIEWS: "true" }],
  ])("deploy: %s, with %j, exits with 1 without a database to migrate", async (VERCEL_ENV, allowed) => {
    const env = { VERCEL_ENV, ...allowed, DATABASE_URL: "" };
    const deployment = await node(["scripts/setup.mjs", "deploy"], { cwd: clone, env });
    expect(deployment).toMatchObject({ status: 1, output: expect.stringContaining("DATABASE_URL is not set") });
  });

  it("build: the standalone folder has the static files, and no .env", async () => {
    const files = { "public/icon.svg": "", "node_modules/next/dist/bin/next": "" };
    // A stub replaces Next: it writes what Next writes.
    files["node_modules/next/dist/bin/next"] = `const fs = require("node:fs");
    for (const folder of [".next/static", ".next/standalone/.next"]) fs.mkdirSync(folder, { recursive: true });
    for (const name of ["server.js", ".env", ".env.production"]) fs.writeFileSync(".next/standalone/" + name, "");
    fs.writeFileSync(".next/static/chunk.js", process.env.NODE_ENV);`;
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(clone, name)), { recursive: true });
      writeFileSync(join(clone, name), text);
    }
    expect(await node(["scripts/setup.mjs", "build"], { cwd: clone })).toMatchObject({ status: 0 });
    const built = readdirSync(join(clone, ".next/standalone"), { recursive: true }).map(String).sort();
    expect(built).toEqual([".next", ".next/static", ".next/static/chunk.js", "public", "public/icon.svg", "server.js"]);
    expect(readFileSync(join(clone, ".next/static/chunk.js"), "utf8")).toBe("production");
  });

  it("build: NODE_ENV=development exits with 1 and names it", async () => {
    const { status, output } = await node(["scripts/setup.mjs", "build"], {
      cwd: clone,
      env: { NODE_ENV: "development" },
    });
    expect([status, output]).toEqual([1, expect.stringContaining('NODE_ENV is "development"')]);
  });
});

it("next dev without a database exits and names the command to run", async () => {
  const env = { DATABASE_URL: "" };
  const { status, output } = await node(["node_modules/next/dist/bin/next", "dev", "-p", "0"], { env });
  expect(status).not.toBe(0);
  expect(output).toContain("npm run dev");
});

describe("where nothing was installed yet", () => {
  const bare = copyScripts();
  const bin = mkdtempSync(join(tmpdir(), "roundtrip-bin-"));
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const NEED_NONE = ["preinstall", "setup:env", "audit"];
  beforeAll(() => {
    for (const name of ["package.json", "package-lock.json", "tests/run.mjs"])
      cpSync(join(root, name), join(bare, name));
    writeFileSync(join(bin, "npm"), "#!/bin/sh\nexit 1\n", { mode: 0o755 });
  });
  afterAll(() => {
    for (const folder of [bare, bin]) rmSync(folder, { recursive: true });
  });

  it.each(Object.keys(scripts).filter((it) => !NEED_NONE.includes(it)))(
    "npm run %s installs first, or says how",
    (name) => {
      const env = { ...inheritedEnv(), VERCEL_ENV: "preview", PATH: `${bin}${delimiter}${process.env.PATH}` };
      const { status, stdout, stderr } = spawnSync("sh", ["-c", scripts[name]], { cwd: bare, env, encoding: "utf8" });
      expect(status).not.toBe(0);
      expect(stdout + stderr).toMatch(/Installing the packages|Run: npm run setup:install/);
      expect(stdout + stderr).not.toMatch(/Cannot find|not found|\n +at /);
    },
  );
});

describe("install, in the first run", () => {
  type Package = { version: string; optional?: boolean; os?: string[]; cpu?: string[] };
  const foreign = { version: "1.0.0", optional: true, os: ["plan9"] };
  const wanted: Record<string, Package> = {
    "node_modules/left": { version: "1.0.0" },
    "node_modules/left/node_modules/right": { version: "2.0.0" },
    "node_modules/native": foreign,
  };
  const { "node_modules/native": _, ...installed } = wanted;
  const bin = mkdtempSync(join(tmpdir(), "roundtrip-bin-"));
  const modules = join(clone, "node_modules");

  beforeEach(() => {
    rmSync(modules, { recursive: true, force: true });
    for (const path of Object.keys(installed)) {
      mkdirSync(join(clone, path), { recursive: true });
      writeFileSync(join(clone, path, "package.json"), "{}");
    }
    const root = { name: "roundtrip", dependencies: { left: "1.0.0" } };
    writeFileSync(join(clone, "package.json"), JSON.stringify(root));
    writeFileSync(join(clone, "package-lock.json"), JSON.stringify({ packages: { "": root, ...wanted } }));
  });
  afterEach(() => {
    for (const name of ["package.json", "package-lock.json"]) rmSync(join(clone, name));
  });
  afterAll(() => rmSync(bin, { recursive: true }));

  /** @returns whether the step calls npm, whose place a script takes that prints its arguments */
  async function installs(packages: Record<string, Package> | undefined) {
    if (packages) writeFileSync(join(modules, ".package-lock.json"), JSON.stringify({ packages }));
    writeFileSync(join(bin, "npm"), '#!/bin/sh\necho "npm $@"\n', { mode: 0o755 });
    const { status, output } = await install({ PATH: `${bin}${delimiter}${process.env.PATH}` });
    expect(status).toBe(0);
    return output.includes("npm ci");
  }
  const install = (env: Record<string, string | undefined>) => {
    const script = 'import { setUp } from "./scripts/setup.mjs"; await setUp(["install"]);';
    return node(["--input-type=module", "-e", script], { cwd: clone, env });
  };

  it("skips packages that are there, whatever the dates of the files", async () => {
    utimesSync(join(clone, "package-lock.json"), new Date(), new Date(Date.now() + 3_600_000));
    expect(await installs(installed)).toBe(false);
  });

  it("runs npm ci if the packages were copied from another platform", async () => {
    expect(await installs({ ...installed, "node_modules/native": foreign })).toBe(true);
  });

  it.each<[string, Record<string, Package> | undefined]>([
    ["nothing is installed", undefined],
    ["a package is missing", { "node_modules/left": { version: "1.0.0" } }],
    ["a package has another version", { ...installed, "node_modules/left": { version: "1.0.1" } }],
    ["a package is left over", { ...installed, "node_modules/left/node_modules/old": { version: "1.0.0" } }],
  ])("runs npm ci if %s", async (_name, packages) => {
    expect(await installs(packages)).toBe(true);
  });

  it("runs npm ci if the folder of a package was not copied", async () => {
    rmSync(join(modules, "left/node_modules/right"), { recursive: true });
    expect(await installs(installed)).toBe(true);
  });

  it("reports a package.json that does not agree with package-lock.json, without a network too", async () => {
    writeFileSync(join(modules, ".package-lock.json"), JSON.stringify({ packages: installed }));
    const manifest = { name: "roundtrip", dependencies: { left: "1.0.0", added: "1.0.0" } };
    writeFileSync(join(clone, "package.json"), JSON.stringify(manifest));
    const { status, output } = await install({ npm_config_offline: "true" });
    expect([status, output]).toEqual([
      1,
      expect.stringContaining("does not agree with package.json. Run: npm install"),
    ]);
    expect(output).not.toContain("Check your network");
  });

  it("keeps downloads in the project where the home folder is read-only", async () => {
    writeFileSync(join(bin, "npm"), '#!/bin/sh\necho "npm $@"\n', { mode: 0o755 });
    const PATH = `${bin}${delimiter}${process.env.PATH}`;
    const outputIn = async (home: string) =>
      (await install({ PATH, HOME: home, USERPROFILE: home, npm_config_cache: undefined })).output;
    expect(await outputIn("/dev/null/home")).toContain(`--cache ${join(clone, ".data/npm")}`);
    expect(await outputIn(clone)).not.toContain("--cache");
  });

  it("reports what npm ci says about a package-lock.json that lacks a package", async () => {
    writeFileSync(join(bin, "npm"), "#!/bin/sh\necho 'npm error code EUSAGE' >&2; exit 1\n", { mode: 0o755 });
    const { output } = await install({ PATH: `${bin}${delimiter}${process.env.PATH}` });
    expect(output).toContain("does not agree with package.json. Run: npm install");
  });

  it("finds the packages of this project installed", async () => {
    const script = `import { isInstalled } from "./scripts/setup.mjs"; console.log("installed:", isInstalled());`;
    const { output } = await node(["--input-type=module", "-e", script]);
    expect(output).toContain("installed: true");
  });
});
