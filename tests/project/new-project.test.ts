/** `npm run new-project`: a folder of one's own with one commit, and what it refuses. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { git, lines } from "../../scripts/upgrade/git";
import { readManifest, readStamp } from "../../scripts/upgrade/stamp";
import { node, root } from "../setup/scripts";

const place = mkdtempSync(join(tmpdir(), "neues Projekt "));
const starter = join(place, "starter");
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** A small starter: the scripts of this one and what they need. */
beforeAll(() => {
  mkdirSync(starter);
  for (const name of ["scripts", "package.json", "package-lock.json", ".gitattributes"])
    cpSync(join(root, name), join(starter, name), { recursive: true });
  writeFileSync(join(starter, ".gitignore"), "node_modules\n.env\n");
  writeFileSync(join(starter, ".env"), "SECRET=1\n");
  symlinkSync(join(root, "node_modules"), join(starter, "node_modules"), "junction");
  git(starter, ["init", "-q", "-b", "main"]);
  git(starter, ["config", "user.name", "Ada"]);
  git(starter, ["config", "user.email", "ada@example.com"]);
  git(starter, ["add", "-A"]);
  git(starter, ["commit", "-qm", "starter"]);
});

const begin = (...args: string[]) => node(["--import", "tsx", "scripts/new-project.ts", ...args], { cwd: starter });

describe("a project", () => {
  it("has the committed files, one commit, a name of its own, and the stamp", async () => {
    git(starter, ["remote", "add", "origin", "https://ada:secret@git.example/starter.git"]);
    const { status, output } = await begin("../Mein Übungsladen");
    expect([status, output]).toEqual([0, expect.stringContaining("mein-ubungsladen is at ")]);
    const folder = join(place, "Mein Übungsladen");
    expect(lines(git(folder, ["log", "--format=%s"]))).toEqual(["chore: begin with Roundtrip 0.1.0"]);
    expect(git(folder, ["ls-files"])).toBe(git(starter, ["ls-files"]));
    expect(git(folder, ["status", "--porcelain"])).toBe("");
    expect(existsSync(join(folder, ".env"))).toBe(false);
    expect(readManifest(folder)).toMatchObject({ name: "mein-ubungsladen", version: "0.1.0" });
    expect(JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8")).packages[""].name).toBe(
      "mein-ubungsladen",
    );
    expect(readStamp(folder)).toEqual({
      ...readStamp(starter),
      ...{ commit: git(starter, ["rev-parse", "HEAD"]), source: "https://git.example/starter.git" },
    });
  });

  it("begins and goes on with the author that only the starter's own settings name", async () => {
    const env = { GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_SYSTEM: devNull };
    const args = ["--import", "tsx", "scripts/new-project.ts", "../own-author"];
    expect(await node(args, { cwd: starter, env })).toMatchObject({ status: 0 });
    const folder = join(place, "own-author");
    git(folder, ["commit", "--allow-empty", "-qm", "second"], env);
    const authors = lines(git(folder, ["log", "--format=%an %ae %cn %ce"]));
    expect(authors).toEqual(Array(2).fill("Ada ada@example.com Ada ada@example.com"));
  });

  it.each([
    [["../full"], "is not empty"],
    [["inside"], "outside of this repository"],
    [["..inside"], "outside of this repository"],
    [["../123"], "can't name a package"],
    [["../shop", "--name", "!!"], "can't name a package"],
  ])("%s is refused: %s", async (args, problem) => {
    mkdirSync(join(place, "full"), { recursive: true });
    writeFileSync(join(place, "full/mine.txt"), "mine");
    const { status, output } = await begin(...args);
    expect([status, output]).toEqual([1, expect.stringContaining(problem)]);
    expect(existsSync(join(place, "shop"))).toBe(false);
  });
});

it("a commit that fails leaves no folder", async () => {
  const env = { GIT_CONFIG_COUNT: "2", GIT_CONFIG_KEY_0: "commit.gpgsign", GIT_CONFIG_VALUE_0: "true" };
  const signing = { ...env, GIT_CONFIG_KEY_1: "gpg.program", GIT_CONFIG_VALUE_1: "false" };
  const { status, output } = await node(["--import", "tsx", "scripts/new-project.ts", "../unsigned"], {
    cwd: starter,
    env: signing,
  });
  expect([status, output]).toEqual([1, expect.stringContaining("git commit failed")]);
  expect(existsSync(join(place, "unsigned"))).toBe(false);
});

it("a checkout on Windows has the line ends that the formatter wants", () => {
  const folder = join(place, "windows");
  git(place, ["-c", "core.autocrlf=true", "clone", "-q", starter, folder]);
  expect(readFileSync(join(folder, "scripts/new-project.ts"), "utf8")).not.toContain("\r");
});
