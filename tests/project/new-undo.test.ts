/** `npm run new`, in a copy of the project: what it reports, and that its way back takes that and nothing else. */
import { execFileSync } from "node:child_process";
import { appendFileSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { git, lines } from "../../scripts/upgrade/git";
import { copyProject, remove } from "../bench/project-copy";
import { connected, createDatabase, readMigrations } from "../setup/release";
import { inheritedEnv, node, root } from "../setup/scripts";

const copy = copyProject();
const env = { DATABASE_URL: "", DIRECT_URL: "" };
afterAll(() => remove(copy));
beforeAll(async () => {
  env.DATABASE_URL = env.DIRECT_URL = await createDatabase(process.env.DATABASE_URL ?? "");
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"), "junction");
  for (const args of [
    ["init", "-q"],
    ["add", "-A"],
  ])
    git(copy, args);
  git(copy, ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", "commit", "-qm", "feat: begin"]);
});

it("what it lists is what it wrote, and its undo keeps what was there before", async () => {
  const [changed, untracked] = ["src/product.ts", "src/domain/mine.ts"];
  appendFileSync(join(copy, changed), "// mine\n");
  writeFileSync(join(copy, untracked), "// mine\n");
  const mine = readFileSync(join(copy, changed), "utf8");
  const args = ["specimen", "--fields", "title:text(1..80), kind:enum(a|b)", "--rest", "--page", "--force"];
  const { status, output } = await node(["--import", "tsx", "scripts/new.ts", ...args], { cwd: copy, env });
  expect([status, output]).toEqual([0, expect.stringContaining("new     src/domain/specimen.ts (")]);

  const listed = [...output.matchAll(/^ {2}(?:new {4}|changed) (\S+) \(\+?[1-9]\d*/gm)].map(([, path]) => path);
  const written = git(copy, ["status", "--porcelain", "--untracked-files=all", "-z"])
    .split("\0")
    .filter(Boolean)
    .map((it) => it.slice(3));
  expect(listed.toSorted()).toEqual(written.filter((it) => it !== untracked).toSorted());
  const [migration = ""] = (await readMigrations(env.DATABASE_URL)).filter((it) => it.endsWith("_specimens"));
  expect(migration).not.toBe("");

  const [, undo = ""] = /^Undo {5}([\s\S]*)$/m.exec(output) ?? [];
  const commands = lines(undo).map((it) => it.trim());
  expect(commands.filter((it) => it.startsWith("by hand"))).toEqual([
    `by hand, as you had changed them before: ${changed}`,
  ]);
  for (const command of commands.filter((it) => !it.startsWith("by hand")))
    execFileSync("sh", ["-c", command], { cwd: copy, env: { ...inheritedEnv(), ...env } });
  expect(git(copy, ["status", "--porcelain"])).toBe(` M ${changed}\n?? ${untracked}`);
  expect(readFileSync(join(copy, changed), "utf8")).toContain(mine.split("\n").at(-2));
  expect(await readMigrations(env.DATABASE_URL)).not.toContain(migration);
  const types = "SELECT FROM pg_type WHERE typname IN ('specimens', 'SpecimenKind')";
  expect(await connected(env.DATABASE_URL, async (client) => (await client.query(types)).rowCount)).toBe(0);
});
