/** Commands that ask, in a pseudo terminal. */
import { cpSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { git } from "../../scripts/upgrade/git";
import { readManifest, writeStamp } from "../../scripts/upgrade/stamp";
import { copyScripts, root } from "../setup/scripts";
import { hasTerminal, nodeInTerminal } from "../setup/terminal";

if (!hasTerminal) console.warn("Skipped: questions in a terminal, as this system has no command script");

const project = copyScripts();
afterAll(() => rmSync(project, { recursive: true }));

it.skipIf(!hasTerminal)("npm run new asks for what is missing, and again for what is wrong", async () => {
  const { status, output, unasked } = await nodeInTerminal(
    ["--import", "tsx", "scripts/new.ts", "--dry-run", "--force"],
    [
      ["Its name", "Voy age"],
      ["use letters, digits and hyphens, and a letter first, such as blog-post.", "mail"],
      ["prisma/schema.prisma has Mail already.", "voyage"],
      ["A field", "title:words"],
      ["There is no type words", "title:text(1..80)"],
      ["Another field", ""],
      ["The resource whose row", "nothing"],
      ["has no model Nothing.", ""],
      ["read all rows?", ""],
      ["REST API?", "y"],
      ["Pages:", ""],
      ["show a change at once?", ""],
      ["at most (100)", "5"],
      ["use a whole number from 10", "20"],
    ],
  );
  expect([status, unasked]).toEqual([0, []]);
  expect(output).toContain('npm run new -- voyage --fields "title:text(1..80)" --owned --rest --limit 20');
  expect(output).toContain("src/server/services/voyage.ts");
});

it.skipIf(!hasTerminal)("npm run new says that Ctrl-C wrote nothing", async () => {
  const { status, output } = await nodeInTerminal(["--import", "tsx", "scripts/new.ts"], [["Its name", "\u0003"]]);
  expect([status, output]).toEqual([1, expect.stringMatching(/Nothing was written\.\s+- You stopped it\.\s*$/)]);
});

it.skipIf(!hasTerminal)("npm run upgrade merges nothing without a yes", async () => {
  symlinkSync(join(root, "node_modules"), join(project, "node_modules"), "junction");
  cpSync(join(root, ".gitignore"), join(project, ".gitignore"));
  const stamp = { name: "Roundtrip", release: "0.1.0" };
  const commitAs = (release: string) => {
    writeStamp(project, { ...stamp, release });
    git(project, ["add", "-A"]);
    git(project, ["commit", "-qm", release]);
    git(project, ["tag", `v${release}`]);
  };
  cpSync(join(root, "package.json"), join(project, "package.json"));
  git(project, ["init", "-q", "-b", "main"]);
  git(project, ["config", "user.name", "Ada"]);
  git(project, ["config", "user.email", "ada@example.com"]);
  commitAs("0.1.0");
  commitAs("0.2.0");
  git(project, ["reset", "-q", "--hard", "v0.1.0"]);
  const { status, output, unasked } = await nodeInTerminal(
    ["--import", "tsx", "scripts/upgrade.ts", "--from", "."],
    [["Merge it? (y/N)", ""]],
    project,
  );
  expect([status, unasked, readManifest(project).starter]).toEqual([0, [], stamp]);
  expect(output).toContain("Nothing was changed.");
});
