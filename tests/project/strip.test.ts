/** `npm run strip-demo`: what it takes out, by the list, the rules and the name. tests/stripped runs it on a copy. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { describe, expect, it } from "vitest";
import { projectAt } from "../../scripts/new/project";
import { uncommitted } from "../../scripts/new/write";
import { keptWith, readCommandLine } from "../../scripts/strip/arguments";
import { lowerBudgets } from "../../scripts/strip/budgets";
import { FIRST_MIGRATION, MIGRATION, parts } from "../../scripts/strip/demo";
import { mergeMigrations } from "../../scripts/strip/fresh";
import { strippedManifest } from "../../scripts/strip/manifest";
import { changedTables, dropMigration, droppedTables, relationTo } from "../../scripts/strip/migration";
import { problemOf, readName, rename, STARTER, slugOf } from "../../scripts/strip/name";
import { applyEdits, listOfRest, removeEmptied, removeFiles, removeLaterMigrations } from "../../scripts/strip/plan";
import { keptPromises } from "../../scripts/strip/promises";
import { modelsThatRefer, withoutModels } from "../../scripts/strip/schema";
import { listOf, summaryOf } from "../../scripts/strip/summary";
import { readTree, type Tree } from "../../scripts/strip/tree";
import { readStamp } from "../../scripts/upgrade/stamp";
import { findUnsafe } from "../setup/migration-rules";
import { root } from "../setup/scripts";

const read = (path: string) => readFileSync(join(root, path), "utf8");
const paths = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { cwd: root })
  .toString()
  .trim()
  .split("\n");
/** Those that are still in the project: one may have been taken out. */
const all = Object.values(parts).filter(({ files }) => files.some((it) => paths.includes(it)));
const goes = new Set(all.flatMap(({ files }) => files));

/** Words that a path of the demo has, and that no other has. */
const DEMO_PATH = /order|product|cart|stock|overview|shipping|sandbox|learn|progress|question|partner|shop|bench|soak/i;
/** Files with such a word that stay: settings, migrations of the past, what the words mean something else in. */
const STAYS = [
  "src/product.ts",
  /^prisma\/migrations\//,
  /^scripts\/(new|strip)/,
  /^src\/features\/inspector\/recorder\.ts$/,
  /^tests\/domain\/inspector-recorder\.test\.ts$/,
  "tests/e2e/mail-shop.ts", // a server that sends mails
  /^tests\/bench\/(project-copy\.ts|server\.ts|attached\.mjs)$/, // kept tests use them
];

/** The files and folders that a document names or links, by their paths in the project. */
const filesIn = (document: string, text: string): string[] =>
  [...text.matchAll(/\]\(([^)#\s:]+)|([\w@.[\]-]+(?:\/[\w@.[\]-]+)+)/g)].flatMap(([, link, name = ""]) =>
    link
      ? [posix.join(posix.dirname(document), link)]
      : ["", "src/"].flatMap((at) => ["", ".ts", ".tsx"].map((end) => at + name + end)),
  );

describe("the list of the demo", () => {
  it("has every file whose path names it", ({ skip }) => {
    skip(readStamp(root).commit !== undefined, "Resources of a project's own may have such words.");
    const found = paths.filter((path) => DEMO_PATH.test(path) && !goes.has(path));
    const stays = (path: string) => STAYS.some((it) => (typeof it === "string" ? it === path : it.test(path)));
    expect(
      found.filter((path) => !stays(path)),
      "Add it to scripts/strip/demo-files.json, or to STAYS here",
    ).toEqual([]);
  });

  it("has no file that is not there", ({ skip }) => {
    skip(readStamp(root).commit !== undefined, "A project may have deleted files of the demo.");
    expect([...goes].filter((it) => !paths.includes(it))).toEqual([]);
  });

  it("has a migration; each later one changes tables of the demo or others, never both", () => {
    const tables = all.flatMap(({ models }) => droppedTables(read("prisma/schema.prisma"), models));
    const later = paths.filter(
      (path) => /^prisma\/migrations\/\d.*\.sql$/.test(path) && path > `prisma/migrations/${MIGRATION}/~`,
    );
    expect(later.filter((path) => relationTo(read(path), tables) === "both")).toEqual([]);
  });

  it("finds the tables that a migration makes or changes, not those that it refers to", () => {
    const sql = `CREATE TABLE "a" (id text REFERENCES x);\nALTER TABLE ONLY b ADD FOREIGN KEY (i) REFERENCES "y"(i);\nCREATE UNIQUE INDEX "n" ON "c"("d");\nDROP TABLE IF EXISTS "d";`;
    expect([...changedTables(sql)]).toEqual(["a", "b", "c", "d"]);
    expect([...changedTables('ALTER TABLE IF EXISTS ONLY "public"."e" ADD x int;')]).toEqual(["e"]);
  });

  it("deletes a later migration only if it changes nothing but the demo's tables; otherwise names it", ({ skip }) => {
    if (readStamp(root).commit) skip("A project has later migrations of its own.");
    const path = (name: string) => `prisma/migrations/20270101000000_${name}/migration.sql`;
    const tree = readTree(root);
    tree.write(path("color"), "ALTER TABLE products ADD color text;\n");
    tree.write(path("bills"), "CREATE TABLE bills (id text REFERENCES users);\n");
    tree.write(path("invoices"), "ALTER TABLE products ADD tax int;\nCREATE TABLE invoices (id text);\n");
    tree.write(path("kind"), "CREATE TYPE kind AS ENUM ('A');\nALTER TABLE products ADD kind kind;\n");
    expect(removeLaterMigrations(tree, ["products"])).toEqual([
      expect.stringMatching(/^prisma\S+invoices\S+ changes tables of the demo, and something else/),
      expect.stringMatching(/^prisma\S+kind\S+ changes/),
    ]);
    expect(["color", "bills", "invoices", "kind"].filter((it) => tree.has(path(it)))).toEqual([
      ...["bills", "invoices", "kind"],
    ]);
  });

  it("has each model, setting, script and package, and each place of an edit once", () => {
    const schema = read("prisma/schema.prisma");
    const manifest = JSON.parse(read("package.json")) as Record<string, Record<string, string>>;
    const missing = all.flatMap(({ models, settings, scripts, packages, replaced }) => [
      ...models.filter((it) => !new RegExp(`^(model|enum) ${it} \\{`, "m").test(schema)),
      ...settings.filter((it) => !new RegExp(`"${it}"|\\b${it}:`).test(read("src/product.ts"))),
      ...scripts.filter((it) => !manifest.scripts?.[it]),
      ...packages.filter((it) => !manifest.dependencies?.[it]),
      ...replaced.filter((it) => !paths.includes(`scripts/strip/files/${it}`)),
    ]);
    expect(missing).toEqual([]);
    const texts = new Map<string, string>();
    for (const { path, from, to } of all.flatMap(({ edits }) => edits)) {
      const named = (text: string) => rename(text, STARTER, readName(read("src/product.ts")));
      const found = (texts.get(path) ?? read(path)).split(named(from));
      expect([path, from, found.length]).toEqual([path, from, 2]);
      texts.set(path, found.join(named(to)));
    }
  });

  it("is named by no document that stays", () => {
    const tree = readTree(root);
    removeFiles(tree, all);
    for (const part of all) expect([...applyEdits(tree, part)]).toEqual([]);
    const found = tree
      .paths()
      .filter((path) => path.endsWith(".md") && !path.startsWith("scripts/"))
      .flatMap((path) => filesIn(path, keptPromises(tree, tree.read(path))).map((it) => [path, it]))
      .filter(([, name = ""]) => [...goes].some((it) => it === name || it.startsWith(`${name}/`)))
      .filter(([, name = ""]) => !tree.paths().some((it) => it === name || it.startsWith(`${name}/`)));
    expect(found, "Add an edit to scripts/strip/demo-edits-shop.ts or -learn.ts").toEqual([]);
  });

  it("package.json no longer describes a starter; what a project wrote there stays", () => {
    const describedAs = (description: string) => {
      const text = JSON.stringify({ ...JSON.parse(read("package.json")), description });
      return JSON.parse(strippedManifest(text, { name: "acme", scripts: [], packages: [], stripped: {} })).description;
    };
    expect(describedAs("A full-stack TypeScript starter: one app")).toBe("A web application: one app");
    expect(describedAs("Sells pens")).toBe("Sells pens");
  });

  it("a document that says something else by now is left alone; code is named", () => {
    const tree = readTree(root);
    const edits = ["AGENTS.md", "src/product.ts"].map((path) => ({ path, from: "what nothing says", to: "" }));
    expect([...applyEdits(tree, { edits, replaced: [] })]).toEqual([
      expect.stringMatching(/^src\/product\.ts has this 0 times/),
    ]);
    expect(tree.changes.size).toBe(0);
  });

  it("has every model that no kept part names, so that a new one can't be forgotten", () => {
    const kept = withoutModels(
      read("prisma/schema.prisma"),
      all.flatMap(({ models }) => models),
    );
    const kernel = [
      ...["AccountLink", "Change", "Credential", "Factor", "FormerEmail", "IdempotentAnswer", "Mail", "RateLimit"],
      ...["RecoveryCode", "SecurityEvent", "SignInMethod", "User"],
    ];
    // A project has models of its own.
    const expected = readStamp(root).commit ? expect.arrayContaining(kernel) : kernel;
    expect([...kept.matchAll(/^model (\w+) /gm)].map(([, name]) => name).sort()).toEqual(expected);
  });
});

describe("own resources", () => {
  const OWN = ["src/app/shops/page.tsx", "src/domain/stock-alert.ts", "tests/api/order-note-list.test.ts"];
  /** A tree of one's own files and the demo's. */
  const withTree = (work: (tree: Tree) => void) => {
    const folder = mkdtempSync(join(tmpdir(), "own-"));
    execFileSync("git", ["init", "-q"], { cwd: folder });
    const tree = readTree(folder);
    for (const path of [...OWN, ...goes]) tree.write(path, "");
    work(tree);
    rmSync(folder, { recursive: true });
  };

  it("stay whatever their names: only files that the demo has are deleted", () => {
    withTree((tree) => {
      removeFiles(tree, all);
      expect(tree.paths()).toEqual(OWN);
    });
  });

  it("are never deleted because nothing is left of them: they are named", () => {
    withTree((tree) => {
      expect(removeEmptied(tree, OWN)).toEqual(OWN.map((path) => expect.stringContaining(`${path}:1 `)));
      expect(tree.paths()).toEqual(expect.arrayContaining(OWN));
    });
  });

  it("at a path of a part that went stay, too: the list loses that part", ({ skip }) => {
    if (all.length === 0) skip("The demo is gone.");
    withTree((tree) => {
      removeFiles(tree, all);
      expect(Object.values(JSON.parse(listOfRest(tree))).flat()).toEqual([]);
    });
  });

  it("a model of one's own that refers to one that goes is named", () => {
    const schema = `${read("prisma/schema.prisma")}\nmodel Specimen {\n  id String @id\n  product Product @relation(fields: [id], references: [id])\n}\n`;
    expect(
      modelsThatRefer(
        schema,
        all.flatMap(({ models }) => models),
        ["User"],
      ),
    ).toContain("Specimen");
  });
});

describe("the tree", () => {
  it("is written with the folders of new files, and without those that are emptied", () => {
    const folder = mkdtempSync(join(tmpdir(), "tree-"));
    execFileSync("git", ["init", "-q"], { cwd: folder });
    mkdirSync(join(folder, "old"));
    writeFileSync(join(folder, "old/a"), "");
    const tree = readTree(folder);
    tree.remove("old/a");
    tree.write("new/b", "text");
    tree.write("never/c", "");
    tree.remove("never/c");
    tree.save();
    expect(tree.paths()).toEqual(["new/b"]);
    expect(readdirSync(folder).sort()).toEqual([".git", "new"]);
    rmSync(folder, { recursive: true });
  });
});

describe("git", () => {
  it("is needed: outside of a repository, the command refuses and says what to do", () => {
    const folder = mkdtempSync(join(tmpdir(), "no-git-"));
    expect(() => readTree(folder)).toThrow(/git can't list the files \(.*not a git repository.*git init/s);
    rmSync(folder, { recursive: true });
  });

  it("shows untracked files as uncommitted, whatever the user's setting", () => {
    const folder = mkdtempSync(join(tmpdir(), "untracked-"));
    execFileSync("git", ["init", "-q"], { cwd: folder });
    execFileSync("git", ["config", "status.showUntrackedFiles", "no"], { cwd: folder });
    writeFileSync(join(folder, "mine.ts"), "");
    expect(uncommitted(projectAt(folder))).toEqual(["?? mine.ts"]);
    rmSync(folder, { recursive: true });
  });
});

describe("the migration", () => {
  it("drops the tables and types of what was chosen, and deletes temporary accounts before", ({ skip }) => {
    const { learn } = parts;
    if (!learn || !all.includes(learn)) return skip("The explainer is gone.");
    const sql = dropMigration(read("prisma/schema.prisma"), [learn]);
    expect(sql).toMatch(
      /DELETE FROM "users"[\s\S]*DROP TABLE IF EXISTS "chapter_progress", [^;]*"sandbox_users";\nDROP TYPE "ReportReason";/,
    );
    expect(sql).not.toContain('TABLE "products"');
  });
});

describe("--fresh", () => {
  it("makes one migration of all, which makes the same database and is safe during a roll-out", async () => {
    const tree = readTree(root);
    await mergeMigrations(tree, FIRST_MIGRATION);
    const path = `prisma/migrations/${FIRST_MIGRATION}/migration.sql`;
    expect(tree.paths().filter((it) => it.endsWith(".sql"))).toEqual([path]);
    expect(findUnsafe(tree.read(path))).toEqual([]);
  });
});

describe("the command line", () => {
  it("--keep learn keeps the shop, which its experiments call; an unknown part is named", () => {
    expect([...keptWith(["learn"])]).toEqual(["learn", "shop"]);
    expect(readCommandLine(["--keep", "blog"]).problems).toEqual(["--keep blog: there is learn and shop."]);
    expect(readCommandLine(["--all"]).problems.join()).toContain("--all");
  });
});

describe("the name", () => {
  it.each([
    ["", "empty"],
    ["Acme & Sons", "Use letters"],
    ['Acme"', "Use letters"],
    ["3rd Way", "Begin with a Latin letter"],
    ["京都", "Begin with a Latin letter"],
    ["A", "at least two"],
    ["Table", "means something else"],
    ["A name that no header has room for", "30 letters"],
  ])("%j is refused: %s", (name, problem) => expect(problemOf(name)).toContain(problem));

  it("is written as people read it and as machines do; the starter keeps its credit", () => {
    expect(problemOf("Äcme Shop 2.0")).toBeUndefined();
    expect(slugOf("Äcme Shop 2.0")).toBe("acmeshop20");
    const to = { name: "Acme Shop", slug: "acmeshop" };
    const text =
      "Roundtrip: roundtrip.session, roundtrip_template, roundtrip-demo, roundTrip; made from the Roundtrip starter";
    expect(rename(text, { name: "Roundtrip", slug: "roundtrip" }, to)).toBe(
      "Acme Shop: acmeshop.session, acmeshop_template, acmeshop-demo-password, roundTrip; made from the Roundtrip starter",
    );
  });
});

it("what changes is counted by folder, and listed by file on request", () => {
  const changes = new Map([
    ...["README.md", "src/app/a.tsx", "src/product.ts"].map((path) => [path, "text"] as const),
    ...["src/app/b.tsx", "src/app/orders/[id]/page.tsx"].map((path) => [path, undefined] as const),
  ]);
  const tree = { changes, has: (path: string) => changes.get(path) !== undefined };
  expect(summaryOf(tree).map((it) => it.trim().split(/ +/))).toEqual([
    ["deleted", "changed"],
    ["1", "README.md"],
    ["2", "1", "src/app/"],
    ["1", "src/"],
  ]);
  expect(listOf(tree)).toEqual([
    ...["  changed README.md", "  changed src/app/a.tsx", "  deleted src/app/b.tsx"],
    ...["  deleted src/app/orders/[id]/page.tsx", "  changed src/product.ts"],
  ]);
});

describe("the budgets", () => {
  it("are lowered by what the demo costs, whatever else a project has in them; pages are estimates then", () => {
    const rows = '  "token.list": { statements: 2 },\n  "/": { statements: 3, html: 31_223, script: 9_000 },\n';
    expect(lowerBudgets(rows, { "/": { statements: 1, html: 31_000 }, "token.list": { bytes: 3 } })).toBe(
      '  "token.list": { statements: 2 },\n  "/": { statements: 2, html: 223, script: 9_000, isEstimate: true },\n',
    );
  });

  it("have a row for each saving", () => {
    const names = all.flatMap(({ savings }) => Object.keys(savings));
    const tables = paths.filter((it) => /^tests\/setup\/.*budgets\.ts$/.test(it)).map(read);
    expect(names.filter((it) => !tables.some((table) => table.includes(`"${it}": {`)))).toEqual([]);
  });
});

describe("SECURITY.md", () => {
  const tree = {
    has: (path: string) => path === "src/env.ts",
    read: () => "export const env = 1;\n",
  } as unknown as Tree;

  it("keeps what is proved by what is left, and drops a promise without code or test", () => {
    const kept = "- **One** holds. Code: `src/env.ts#env`. Test: `src/env.ts`.\n";
    const half = "- **Two** holds. Code: `src/env.ts#env`, `src/gone.ts`. Tests: `src/env.ts`, `src/gone.ts`.\n";
    const gone = "- **Three** holds. Code: `src/env.ts#gone`.\n  Test: `src/env.ts`.\n";
    expect(keptPromises(tree, `# Title\n\n${kept}${half}${gone}`)).toBe(
      `# Title\n\n${kept}- **Two** holds. Code: \`src/env.ts#env\`. Tests: \`src/env.ts\`.\n`,
    );
  });
});
