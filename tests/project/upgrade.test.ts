/** `npm run upgrade`: merges of small starters in temporary repositories. tests/generated upgrades a whole project. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { sectionsBetween } from "../../scripts/upgrade/changelog";
import { git, identityOf, requireCleanRepository, tryGit } from "../../scripts/upgrade/git";
import { commitGenerated, compare, finish, isContinuable, merge } from "../../scripts/upgrade/merge";
import { mergeJson } from "../../scripts/upgrade/merge-json";
import { baseOf, compareTags, releasesOf, targetOf, withoutCredentials } from "../../scripts/upgrade/releases";
import { readManifest, readStamp, type Stamp } from "../../scripts/upgrade/stamp";
import { isMerging } from "../../scripts/upgrade/state";
import { undo } from "../../scripts/upgrade/undo";
import { fetchStep } from "../../scripts/upgrade/variant";
import { node, root } from "../setup/scripts";

const folders: string[] = [];
afterAll(() => folders.map((it) => rmSync(it, { recursive: true, force: true })));

type Files = Record<string, string | object | undefined>;

function write(folder: string, files: Files): void {
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    if (content === undefined) rmSync(file);
    else writeFileSync(file, typeof content === "string" ? content : `${JSON.stringify(content, null, 2)}\n`);
  }
}

function commit(folder: string, files: Files, tag?: string): void {
  write(folder, files);
  git(folder, ["add", "-A"]);
  git(folder, ["commit", "-qm", "change"]);
  if (tag) git(folder, ["tag", tag]);
}

/** A repository with an identity. The name has a space and an umlaut, as folders of people do. */
function repository(files: Files, tag?: string): string {
  const folder = mkdtempSync(join(tmpdir(), "eine Änderung "));
  folders.push(folder);
  git(folder, ["init", "-q", "-b", "main"]);
  git(folder, ["config", "user.name", "Ada"]);
  git(folder, ["config", "user.email", "ada@example.com"]);
  commit(folder, files, tag);
  return folder;
}

const LONG = (first: string, last: string) => [first, ..."abcdefghij", last, ""].join("\n");
const manifest = (release: string, more: object = {}, name = "roundtrip") => ({
  ...{ name, version: release, starter: { name: "Roundtrip", release }, dependencies: { pg: "1.0.0", zod: "1.0.0" } },
  ...more,
});

/** A starter with two releases, and a project that was made of the first and then changed. */
function starterAndProject(own: Files = {}, next: Files = {}) {
  const first = {
    ...{ "package.json": manifest("0.1.0"), "src/shared.ts": LONG("one", "two"), "src/old.ts": "old\n" },
    ...{
      "src/demo.ts": LONG("demo", "end"),
      "package-lock.json": { packages: {} },
      "CHANGELOG.md": "## 0.1.0\n\nFirst\n",
    },
    ".gitignore": "node_modules\n",
  };
  const starter = repository(first, "v0.1.0");
  const project = repository(first);
  commit(project, { "package.json": manifest("0.1.0", {}, "shop"), "src/own.ts": "own\n", ...own });
  commit(
    starter,
    {
      ...{ "package.json": manifest("0.2.0"), "src/shared.ts": LONG("one", "TWO"), "src/new.ts": "new\n" },
      ...{ "src/old.ts": undefined, "CHANGELOG.md": "## 0.2.0\n\nSecond\n\n## 0.1.0\n\nFirst\n", ...next },
    },
    "v0.2.0",
  );
  return { starter, project };
}

function step(project: string, starter: string, stamp: Stamp = readStamp(project)) {
  const target = targetOf(project, starter, stamp);
  if (!target) throw new Error("There is no next release.");
  return fetchStep({
    ...{ root: project, place: starter, source: starter, stamp, base: baseOf(stamp), target },
    identity: identityOf(project),
  });
}

const read = (folder: string, name: string) => readFileSync(join(folder, name), "utf8");

describe("a release is merged", () => {
  it("with what the project changed; the stamp names the release and its commit", () => {
    const { starter, project } = starterAndProject({ "src/shared.ts": LONG("ONE", "two") });
    const { base, commit: next, release } = step(project, starter);
    expect(compare(project, base, next)).toMatchObject({ both: ["package.json", "src/shared.ts"] });
    expect(merge(project)).toEqual({ conflicts: [], values: [], stayedDeleted: [] });
    expect(read(project, "src/shared.ts")).toBe(LONG("ONE", "TWO"));
    expect([read(project, "src/own.ts"), read(project, "src/new.ts")]).toEqual(["own\n", "new\n"]);
    expect(existsSync(join(project, "src/old.ts"))).toBe(false);
    expect(release).toBe("0.2.0");
    expect(readManifest(project)).toMatchObject({
      ...{ name: "shop", version: "0.1.0" },
      starter: { release: "0.2.0", commit: git(starter, ["rev-parse", "v0.2.0"]), source: starter },
    });
    expect(git(project, ["log", "-1", "--format=%s %an"])).toBe("chore: upgrade to Roundtrip 0.2.0 Ada");
    expect(git(project, ["status", "--porcelain"])).toBe("");
  });

  it("again and again, each from the one before", () => {
    const { starter, project } = starterAndProject();
    step(project, starter);
    merge(project);
    commit(starter, { "package.json": manifest("0.10.0"), "src/new.ts": "newer\n" }, "v0.10.0");
    step(project, starter);
    expect(merge(project).conflicts).toEqual([]);
    expect(read(project, "src/new.ts")).toBe("newer\n");
    expect(targetOf(project, starter, readStamp(project))).toBeUndefined();
  });

  it("packages and scripts of both sides stay, with neighboring lines", () => {
    const { starter, project } = starterAndProject(
      { "package.json": manifest("0.1.0", { dependencies: { pg: "1.0.0", qs: "3.0.0", zod: "1.0.0" } }, "shop") },
      { "package.json": manifest("0.2.0", { dependencies: { pg: "2.0.0", ajv: "1.0.0", zod: "1.0.0" } }) },
    );
    step(project, starter);
    expect(merge(project).conflicts).toEqual([]);
    const { dependencies } = readManifest(project);
    expect(Object.entries(dependencies as object).join(" ")).toBe("ajv,1.0.0 pg,2.0.0 qs,3.0.0 zod,1.0.0");
  });

  it("generated files are the release's, until they are made again", () => {
    const { starter, project } = starterAndProject(
      { "package-lock.json": "own\n" },
      { "package-lock.json": "lock 2\n" },
    );
    step(project, starter);
    expect(merge(project).conflicts).toEqual([]);
    expect(read(project, "package-lock.json")).toBe("lock 2\n");
  });

  it("what the project deleted stays deleted, and is said", () => {
    const { starter, project } = starterAndProject(
      { "src/demo.ts": undefined },
      { "src/demo.ts": LONG("DEMO", "end") },
    );
    step(project, starter);
    expect(merge(project)).toEqual({ conflicts: [], values: [], stayedDeleted: ["src/demo.ts"] });
    expect(existsSync(join(project, "src/demo.ts"))).toBe(false);
  });

  it("what strip-demo took out of the project is taken out of both releases", () => {
    const strip = 'import { rmSync } from "node:fs";\nrmSync("src/demo.ts");\n';
    const { starter, project } = starterAndProject(
      { "src/demo.ts": undefined },
      { "src/demo.ts": LONG("DEMO", "end") },
    );
    for (const tag of ["v0.1.0", "v0.2.0"]) {
      git(starter, ["checkout", "-q", tag]);
      commit(starter, { "scripts/strip-demo.ts": strip });
      git(starter, ["tag", "-f", tag]);
    }
    const linked = { ...readStamp(project), stripped: { name: "shop" } };
    const { base, commit: next } = step(linkedTo(project), starter, linked);
    expect(compare(project, base, next).files).not.toContain("src/demo.ts");
    expect(merge(project)).toEqual({ conflicts: [], values: [], stayedDeleted: [] });
  });
});

/** The packages of this repository in a folder: strip-demo needs them. */
function linkedTo(folder: string): string {
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  return folder;
}

describe("a conflict", () => {
  const both = () => starterAndProject({ "src/shared.ts": LONG("one", "mine") });

  it("stops the merge, names its files, and goes on when they are settled", () => {
    const { starter, project } = both();
    step(project, starter);
    expect(merge(project)).toEqual({ conflicts: ["src/shared.ts"], values: [], stayedDeleted: [] });
    expect(read(project, "src/shared.ts")).toMatch(/<{7}[\s\S]*mine[\s\S]*={7}[\s\S]*TWO/);
    expect(isMerging(project)).toBe(true);
    expect(() => finish(project)).toThrow("src/shared.ts");
    write(project, { "src/shared.ts": LONG("one", "mine and TWO") });
    git(project, ["add", "src/shared.ts"]);
    finish(project);
    expect(isMerging(project)).toBe(false);
    expect(read(project, "src/new.ts")).toBe("new\n");
  });

  it("in package.json leaves valid JSON with the new stamp, and names both values", () => {
    const { starter, project } = starterAndProject(
      { "package.json": manifest("0.1.0", { dependencies: { pg: "1.5.0", zod: "1.0.0" } }, "shop") },
      { "package.json": manifest("0.2.0", { dependencies: { pg: "2.0.0", zod: "1.0.0" } }) },
    );
    step(project, starter);
    const values = ["dependencies.pg: yours 1.5.0, release 2.0.0"];
    expect(merge(project)).toEqual({ conflicts: ["package.json"], values, stayedDeleted: [] });
    expect(readManifest(project)).toMatchObject({ dependencies: { pg: "1.5.0" }, starter: { release: "0.2.0" } });
    expect(() => finish(project)).toThrow("package.json");
    git(project, ["add", "package.json"]);
    finish(project);
    expect(readStamp(project).release).toBe("0.2.0");
  });

  it("is not committed with its marks, nor with changes that nobody staged", () => {
    const { starter, project } = both();
    step(project, starter);
    merge(project);
    git(project, ["add", "-A"]);
    expect(() => finish(project)).toThrow(/still have <<<<<<<[\s\S]*src\/shared.ts/);
    write(project, { "src/shared.ts": LONG("one", "both") });
    git(project, ["add", "-A"]);
    for (const name of ["src/own.ts", "src/untracked.ts"]) {
      write(project, { [name]: "mine\n" });
      expect(() => finish(project)).toThrow(new RegExp(`not staged[\\s\\S]*${name}`));
      git(project, ["stash", "push", "-q", "-u", "--", name]);
    }
    finish(project);
    expect(git(project, ["show", "--name-only", "--format=", "HEAD"])).not.toMatch(/own|untracked/);
  });

  it("what is made again enters the upgrade's commit, and nothing else does", () => {
    const { starter, project } = starterAndProject();
    step(project, starter);
    merge(project);
    write(project, { "package-lock.json": "made\n", "src/own.ts": "mine\n" });
    git(project, ["add", "src/own.ts"]);
    commitGenerated(project);
    expect(git(project, ["show", "HEAD:package-lock.json"])).toBe("made");
    expect(git(project, ["show", "HEAD:src/own.ts"])).toBe("own");
    expect(git(project, ["status", "--porcelain"])).toBe("M  src/own.ts");
  });

  it("a commit by hand instead of --continue is continued, and no other commit is", () => {
    const { starter, project } = both();
    step(project, starter);
    merge(project);
    undo(project);
    expect(isContinuable(project)).toBe(false);
    merge(project);
    git(project, ["cherry-pick", "--abort"]);
    commit(project, { "src/own.ts": "mine\n" });
    expect(isContinuable(project)).toBe(false);
    merge(project);
    write(project, { "src/shared.ts": LONG("one", "both") });
    git(project, ["commit", "-qam", "by hand"]);
    expect(isMerging(project)).toBe(false);
    expect(isContinuable(project)).toBe(true);
  });

  it("a commit that git can't make is said, with both ways out", () => {
    const { starter, project } = starterAndProject(
      { "src/demo.ts": undefined },
      { "src/demo.ts": LONG("DEMO", "end") },
    );
    step(project, starter);
    git(project, ["config", "commit.gpgsign", "true"]);
    git(project, ["config", "gpg.program", "false"]);
    expect(() => merge(project)).toThrow(/could not be committed[\s\S]*--continue[\s\S]*--undo/);
    git(project, ["config", "commit.gpgsign", "false"]);
    finish(project);
    undo(project);
    expect(git(project, ["log", "-1", "--format=%s"])).toBe("change");
  });

  it("can be taken back, and so can a merge that succeeded", () => {
    const conflicting = both();
    const clean = starterAndProject();
    for (const { starter, project } of [conflicting, clean]) {
      const before = git(project, ["rev-parse", "HEAD"]);
      step(project, starter);
      merge(project);
      undo(project);
      expect(git(project, ["rev-parse", "HEAD"])).toBe(before);
      expect(git(project, ["status", "--porcelain"])).toBe("");
      expect(readStamp(project).release).toBe("0.1.0");
      expect(() => undo(project)).toThrow("There is no upgrade to take back");
    }
  });
});

describe("--undo", () => {
  function upgraded() {
    const { starter, project } = starterAndProject();
    const before = git(project, ["rev-parse", "HEAD"]);
    step(project, starter);
    merge(project);
    return { project, before };
  }

  it("commits that came later are not lost, whatever their subjects", () => {
    const { project } = upgraded();
    write(project, { "src/own.ts": "later\n" });
    git(project, ["commit", "-qam", "chore: upgrade to Tailwind 5"]);
    expect(() => undo(project)).toThrow(/There are later commits[\s\S]*Tailwind 5/);
    expect(read(project, "src/own.ts")).toBe("later\n");
  });

  it("a cherry-pick of one's own is neither aborted nor continued", () => {
    const { project } = upgraded();
    git(project, ["switch", "-qc", "side", "HEAD~1"]);
    commit(project, { "src/shared.ts": LONG("one", "side") });
    git(project, ["switch", "-q", "main"]);
    expect(tryGit(project, ["cherry-pick", "side"]).ok).toBe(false);
    expect(isMerging(project)).toBe(false);
    expect(() => undo(project)).toThrow("A cherry-pick of yours is in progress");
    expect(read(project, "src/shared.ts")).toContain("side");
  });

  it("another branch is not moved, in this worktree or another", () => {
    const { project, before } = upgraded();
    git(project, ["worktree", "add", "-q", "-b", "linked", join(project, "node_modules/linked"), "main"]);
    expect(() => undo(join(project, "node_modules/linked"))).toThrow("There is no upgrade to take back");
    git(project, ["switch", "-qc", "other"]);
    expect(() => undo(project)).toThrow("The upgrade was made on main");
    git(project, ["switch", "-q", "main"]);
    undo(project);
    expect(git(project, ["rev-parse", "HEAD"])).toBe(before);
  });

  it("works after a generation that failed, and keeps open changes of other files", () => {
    const { project, before } = upgraded();
    write(project, { "package-lock.json": "half\n", "src/own.ts": "open\n" });
    undo(project);
    expect(git(project, ["rev-parse", "HEAD"])).toBe(before);
    expect(git(project, ["status", "--porcelain"])).toBe(" M src/own.ts");
  });

  it("refuses while files of the upgrade have open changes", () => {
    const { project } = upgraded();
    write(project, { "src/shared.ts": "open\n", "package-lock.json": "half\n" });
    expect(() => undo(project)).toThrow(/changes of yours[\s\S]*src\/shared.ts/);
    expect([read(project, "src/shared.ts"), read(project, "package-lock.json")]).toEqual(["open\n", "half\n"]);
  });
});

describe("what can't be done is said, and nothing changes", () => {
  it("open changes, which git could not take back", () => {
    const { project } = starterAndProject();
    write(project, { "src/own.ts": "open\n" });
    expect(() => requireCleanRepository(project)).toThrow("There are uncommitted changes");
  });

  it("a folder without git, and a project inside of a larger repository", () => {
    const { project } = starterAndProject();
    const alone = mkdtempSync(join(tmpdir(), "alone-"));
    folders.push(alone);
    expect(() => requireCleanRepository(alone)).toThrow("is no git repository");
    expect(() => requireCleanRepository(join(project, "src"))).toThrow("src/ of a larger repository");
  });

  it("a release that isn't there, with those that are", () => {
    const { starter, project } = starterAndProject();
    const stamp = readStamp(project);
    expect(() => targetOf(project, starter, stamp, "v9.0.0")).toThrow("There are: v0.1.0, v0.2.0");
    expect(() => releasesOf(project, join(starter, "nothing"))).toThrow("git ls-remote failed");
  });

  it("untracked files are open changes, whatever git's settings", () => {
    const { project } = starterAndProject();
    git(project, ["config", "status.showUntrackedFiles", "no"]);
    write(project, { "src/untracked.ts": "mine\n" });
    expect(() => requireCleanRepository(project)).toThrow("There are uncommitted changes");
  });

  it("an older release", () => {
    const { starter, project } = starterAndProject();
    const stamp = { ...readStamp(project), release: "0.2.0" };
    const target = targetOf(project, starter, stamp, "v0.1.0");
    if (!target) throw new Error("The older release was not found.");
    const request = { root: project, place: starter, source: starter, stamp, base: baseOf(stamp), target };
    expect(() => fetchStep({ ...request, identity: identityOf(project) })).toThrow("0.1.0 is older than 0.2.0");
  });

  it("a stamp or address that would be an option of git", () => {
    const { starter, project } = starterAndProject();
    const attack = `--upload-pack=touch "${join(project, "attacked")}";git-upload-pack`;
    expect(() => step(project, starter, { ...readStamp(project), commit: attack })).toThrow("can't be read");
    expect(() => releasesOf(project, attack)).toThrow("git ls-remote failed");
    expect(existsSync(join(project, "attacked"))).toBe(false);
    for (const stamp of [{ commit: attack }, { release: attack }]) {
      write(project, { "package.json": manifest("0.1.0", { starter: { name: "R", release: "0.1.0", ...stamp } }) });
      expect(() => readStamp(project)).toThrow("40 hexadecimal digits");
    }
  });

  it("a base that the source no longer has", () => {
    const { starter, project } = starterAndProject();
    const stamp = { ...readStamp(project), release: "0.0.7" };
    expect(() => step(project, starter, stamp)).toThrow("Roundtrip 0.0.7 can't be read");
    expect(git(project, ["status", "--porcelain"])).toBe("");
  });

  it("an option that isn't one", async () => {
    const { status, output } = await node(["--import", "tsx", "scripts/upgrade.ts", "--help", "--sideways"]);
    expect([status, output]).toEqual([1, expect.stringContaining("--sideways")]);
  });
});

describe("the command, in a project with a conflict", () => {
  /** Its scripts are this project's. */
  function projectWithCommand() {
    const { starter, project } = starterAndProject({
      ...{ "src/shared.ts": LONG("one", "mine"), "package.json": manifest("0.1.0", { type: "module" }, "shop") },
    });
    cpSync(join(root, "scripts"), join(project, "scripts"), { recursive: true });
    cpSync(join(root, "src/database-url.mjs"), join(project, "src/database-url.mjs"));
    commit(linkedTo(project), {});
    const upgrade = (...args: string[]) => node(["--import", "tsx", "scripts/upgrade.ts", ...args], { cwd: project });
    return { starter, project, upgrade };
  }

  it("says what to do, goes on only without its marks, and goes back", async () => {
    const { starter, project, upgrade } = projectWithCommand();
    const before = git(project, ["rev-parse", "HEAD"]);
    const refused = (text: string) => ({ status: 1, output: expect.stringContaining(text) });
    expect(await upgrade("--continue")).toEqual(refused("No upgrade waits to be continued."));
    expect(await upgrade("--yes")).toEqual(refused("Say where releases come from"));
    expect(await upgrade("--from", starter)).toEqual(refused("add --yes"));
    const stopped = await upgrade("--from", starter, "--yes");
    expect(stopped).toEqual(refused("Both sides changed the same lines of these files:\n  src/shared.ts"));
    expect(stopped.output).toContain("## 0.2.0\n\nSecond");
    expect(await upgrade("--yes")).toEqual(refused("An upgrade waits"));
    expect(await upgrade("--continue")).toEqual(refused("src/shared.ts"));
    expect(await upgrade("--undo")).toMatchObject({ status: 0, output: expect.stringContaining("Back at ") });
    expect([git(project, ["rev-parse", "HEAD"]), git(project, ["status", "--porcelain"])]).toEqual([before, ""]);
  });
});

it("an address is stored without a name and password", () => {
  expect(withoutCredentials("https://ada:p@ss@git.example/a@b.git")).toBe("https://git.example/a@b.git");
  expect(withoutCredentials("git@git.example:starter.git")).toBe("git@git.example:starter.git");
});

it("releases are sorted by their numbers", () => {
  expect(["v0.10.0", "v0.9.1", "v0.9.0"].sort(compareTags)).toEqual(["v0.9.0", "v0.9.1", "v0.10.0"]);
});

it("the changelog shows the releases between, and no older one", () => {
  const text = "# Changes\n\n## 0.3.0\n\nc\n\n## 0.2.0 (2027)\n\nb\n\n## 0.1.0\n\na\n";
  expect(sectionsBetween(text, "0.1.0", "0.2.0")).toBe("## 0.2.0 (2027)\n\nb");
});

it("a key that both sides changed differently is a conflict; the same change is none", () => {
  const result = mergeJson(
    { a: "1", b: { c: "1" }, d: "1" },
    { a: "2", b: { c: "2" } },
    { a: "2", b: { c: "3" }, d: "2" },
  );
  expect(result).toEqual({
    merged: { a: "2", b: { c: "2" } },
    conflicts: ["b.c: yours 2, release 3", "d: yours removed, release 2"],
  });
});

it("the stamp's release has its section in the changelog", () => {
  expect(read(root, "CHANGELOG.md")).toMatch(new RegExp(`^## ${readStamp(root).release}`, "m"));
});
