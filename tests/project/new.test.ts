/** `npm run new`: what it understands, what it refuses, and that it writes all or nothing. tests/generated runs what it writes. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { readCommandLine } from "../../scripts/new/arguments";
import { addEntry, addLast, addName, MissingPlace } from "../../scripts/new/edits";
import { parseFields } from "../../scripts/new/fields";
import { namesOf } from "../../scripts/new/names";
import { nextTimestamp, planFor } from "../../scripts/new/plan";
import { type Project, projectAt, resourceFor } from "../../scripts/new/project";
import { askForAll, commandOf } from "../../scripts/new/questions";
import { namedRelations } from "../../scripts/new/resource";
import { valuesOf } from "../../scripts/new/values";
import { migrate, writeChanges } from "../../scripts/new/write";
import { pages } from "../setup/budgets";
import { fixtureProject } from "../setup/fixture-project";
import { node, root } from "../setup/scripts";

const project = projectAt(root);
const requestOf = (...args: string[]) => readCommandLine(args).request;
const problemsOf = (...args: string[]) => readCommandLine(args).problems;
const plan = (at: Project, ...args: string[]) => {
  const { resource, problems } = resourceFor(at, requestOf(...args));
  return resource ? planFor(at, resource, "20270101000000") : { changes: [], problems };
};

describe("names", () => {
  it.each([
    ["review", "reviews", "a review"],
    ["blogPost", "blog posts", "a blog post"],
    ["answer", "answers", "an answer"],
    ["entry", "entries", "an entry"],
    ["hour", "hours", "an hour"],
    ["use-case", "use cases", "a use case"],
    ["box", "boxes", "a box"],
  ])("%s is %s and %s", (name, labels, a) => {
    expect(namesOf(name)).toMatchObject({ labels, a });
  });

  it("each form is that of its place", () => {
    expect(namesOf("blog-post")).toMatchObject({
      ...{ stem: "blog-post", one: "blogPost", many: "blogPosts", type: "BlogPost", types: "BlogPosts" },
      ...{ constant: "BLOG_POST", constants: "BLOG_POSTS", table: "blog_posts", path: "blog-posts" },
    });
    expect(namesOf("person", "people")).toMatchObject({ many: "people", types: "People", table: "people" });
  });
});

describe("fields", () => {
  it("have a type, bounds, and what may follow them", () => {
    const { fields, problems } = parseFields(
      "rating:int(1..5), title:text(3..80) unique searched, photo:url?, price:money, topic:ref(subject)?",
    );
    expect(problems).toEqual([]);
    expect(fields).toMatchObject([
      { prop: "rating", kind: "int", min: 1, max: 5, isOptional: false },
      { prop: "title", kind: "text", min: 3, max: 80, isUnique: true, isSearched: true },
      { prop: "photo", kind: "url", isOptional: true },
      { prop: "priceCents", column: "price_cents", constant: "PRICE_CENTS" },
      { prop: "topicId", column: "topic_id", target: "subject", isOptional: true },
    ]);
  });

  it.each([
    ["rating", "Write name:type"],
    ["rating:stars", "There is no type stars"],
    ["rating:int(5..1)", "lower than the second"],
    ["rating:int(1)", "Write the bounds"],
    ["done:bool(1..2)", "takes nothing in parentheses"],
    ["done:bool?", "can't be optional"],
    ["size:enum(small)", "at least two values"],
    ["size:enum(small|small)", "SMALL is there twice"],
    ["size:enum(small|1x)", "1X: a value begins with a letter"],
    ["group:text", "reserved"],
    ["Title:text", "camelCase"],
    ["version:int", "Every resource has this"],
    ["toString:text", "Every resource has this"],
    ["toJSON:text", "Every resource has this"],
    ["title:text(1..20) unique", "needs room for 60"],
    ["rating:int unique", "can be unique"],
    ["rating:int searched", "Only a text"],
    ["title:text often", "There is no often"],
    ["a:int, a:text", "a is there twice"],
  ])("%s is refused: %s", (text, problem) => {
    expect(parseFields(text).problems.join()).toContain(problem);
  });

  it("have two values within their bounds for examples and tests", () => {
    const { fields } = parseFields("a:text(1..2), b:text(300..900), c:int(0..1), d:int(-9..-8), e:money(0..1)");
    for (const field of fields) {
      const values = valuesOf(field);
      expect(new Set(values).size).toBe(2);
      for (const value of values) {
        const size = typeof value === "string" ? value.trim().length : Number(value);
        expect([size >= field.min, size <= field.max, value]).toEqual([true, true, value]);
      }
    }
  });
});

describe("command line", () => {
  it("all problems are named at once", () => {
    const problems = problemsOf("reviews", "--fields", "a:b, c:int(2..1)", "--moderated", "--limit", "3", "--fast");
    expect(problems.join("\n")).toMatch(/--fast[\s\S]*looks like a plural[\s\S]*--moderated[\s\S]*a:b[\s\S]*c:int/);
    expect(problems.join("\n")).toContain("--limit 3");
  });

  it.each([
    ["my review", "use letters, digits and hyphens"],
    ["class", "means something else in JavaScript"],
    ["error", "means something else in JavaScript"],
    ["data", "means something else in JavaScript"],
    ["prisma", "uses the name prisma"],
    ["plain-object", "uses the name plainObject"],
    ["time", "uses the name time"],
    ["filter", "uses the name filters"],
    ["1x", "a letter first"],
    ["", "Name the resource"],
  ])("the name %j is refused: %s", (name, problem) => {
    expect(problemsOf(name, "--fields", "a:int").join()).toContain(problem);
  });
});

it.each([
  [["--plural", "1x"], "1x: use letters"],
  [["--plural", "items"], "uses the name items"],
  [["--belongs-to", "author"], "every resource has a property of this name"],
  [["--belongs-to", "../x"], "use letters"],
])("%j is refused: %s", (option, problem) => {
  expect(problemsOf("specimen", "--fields", "a:int", ...option).join()).toContain(problem);
});

/** With a resource that no project has, so that these hold beside other resources. */
describe("the project as it stands", () => {
  it("a name that exists is refused, with how to add a field by hand", () => {
    const { problems } = plan(fixtureProject, "specimen-remark", "--fields", "a:int");
    expect(problems.join("\n")).toMatch(
      /has SpecimenRemark already[\s\S]*To add a field to it by hand[\s\S]*migrate dev/,
    );
  });

  it("of an existing name without files of its own, only the steps for what is there are named", () => {
    const { problems } = plan(project, "user", "--fields", "a:int");
    expect(problems.join("\n")).toMatch(/1\. prisma\/schema\.prisma: the column in User[^2]*npm run api:client/);
    expect(problems.join("\n")).not.toContain("user.schema.ts");
  });

  it.each([
    ["--belongs-to nothing", "has no model Nothing"],
    ["--belongs-to user", "has its owner already"],
    ["--belongs-to session", "has no model Session"],
  ])("%s is refused: it %s", (option, problem) => {
    expect(plan(project, "specimen", "--fields", "a:int", ...option.split(" ")).problems.join()).toContain(problem);
  });

  it("another user's row can't be referred to, unless everyone can read it", () => {
    const conditionOf = (parent: string) =>
      resourceFor(fixtureProject, requestOf("specimen", "--fields", "a:int", "--belongs-to", parent)).resource?.parent
        ?.condition;
    expect([conditionOf("specimen-log"), conditionOf("specimen-case"), conditionOf("specimen-remark")]).toEqual([
      " AND owner_id = $" + "{userId}",
      "",
      " AND hidden_at IS NULL",
    ]);
  });

  it("rows that neither name their owner nor are read by everyone can't be referred to", () => {
    const { problems } = plan(fixtureProject, "specimen", "--fields", "a:int, b:ref(specimen-invoice)");
    expect(problems.join()).toContain("SpecimenInvoice has no ownerId");
  });

  it("a row names what it refers to, unless others could not see that; a list that needs input offers nothing", () => {
    const relationTo = (target: string, ...options: string[]) => {
      const { resource } = resourceFor(
        fixtureProject,
        requestOf("specimen", "--fields", `a:int, b:ref(${target})`, ...options),
      );
      const [relation] = resource?.relations ?? [];
      const isNamed = resource && namedRelations(resource).length === 1;
      return [relation?.title?.prop, isNamed, relation?.list?.isSearched, relation?.page !== undefined];
    };
    expect(relationTo("specimen-case")).toEqual(["name", true, true, true]);
    expect(relationTo("specimen-remark")).toEqual([undefined, false, undefined, false]);
    expect(relationTo("specimen-log")).toEqual([undefined, false, false, true]);
    expect(relationTo("specimen-log", "--public-read")).toEqual([undefined, false, false, true]);
  });

  it("a form that can't offer its parents, and a parent that no browser test can make, are named with a remedy", () => {
    const problems = (parent: string) =>
      plan(fixtureProject, "specimen", "--fields", "a:int", "--page", "--belongs-to", parent).problems.join();
    expect(problems("specimen-remark")).toContain("a page src/app/specimen-remarks/[id]");
    expect(problems("specimen-log")).toContain("tests/e2e/make-specimen-log.ts is missing");
    expect(problems("specimen-case")).toBe("");
  });

  it("the page of the parent leads to its rows, and the download and the menus have them", () => {
    const { changes } = plan(
      fixtureProject,
      "specimen",
      "--fields",
      "a:int",
      "--page",
      "--belongs-to",
      "specimen-case",
    );
    const textOf = (path: string) => changes.find((it) => it.path === path)?.after ?? "";
    expect(textOf("src/app/specimen-cases/[id]/page.tsx")).toMatch(
      /<SpecimenCaseView id=\{id\} \/>\s*<SpecimensLink specimenCaseId=/,
    );
    expect(textOf("src/product.ts")).toMatch(
      /exported: \{[^}]*specimens: "specimens"[^}]*\}[\s\S]*erased: \[[^\]]*"specimens"/,
    );
    expect(textOf("src/shell/main-links.ts")).toMatch(/headerLinks.*= \[(?![^\]]*learn[^\]]*specimens)[^\]]*specimens/);
    expect(textOf("src/shell/navigation.ts")).toMatch(
      /return \[[^\]]*specimens, account[\s\S]*everyone, [^\]]*specimens, \.\.\.accountSection/,
    );
  });

  it.each([
    [["--public-read"], "<SpecimenList isSignedIn={isSignedIn} isAdding={isAdding} />"],
    [[], "<SpecimenList isAdding={isAdding} />"],
  ])("with %j, an empty list doesn't ask for a row while the form is open", (options, list) => {
    const { changes } = plan(project, "specimen", "--fields", "a:int", "--page", ...options);
    const textOf = (path: string) => changes.find((it) => it.path === path)?.after ?? "";
    expect(textOf("src/features/specimen/specimens-view.tsx").replaceAll(/\s+/g, " ")).toContain(list);
    expect(textOf("src/features/specimen/specimen-list.tsx")).toMatch(/=== 0\) \{\s*if \(isAdding\) return null;/);
  });

  function budgetsWith(...options: string[]) {
    const { changes } = plan(project, "specimen", "--fields", "a:int", ...options);
    const rows = changes.find((it) => it.path === "tests/setup/budgets.ts")?.after ?? "";
    const htmlOf = (path: string) =>
      Number(
        rows
          .split(`"${path}": {`)[1]
          ?.match(/html: ([\d_]+)/)?.[1]
          ?.replaceAll("_", ""),
      );
    return { rows, grown: (path: keyof typeof pages) => htmlOf(path) - (pages[path]?.html ?? 0) };
  }

  it("pages get rows in the budgets as estimates, and the others what the new links cost", () => {
    const { rows, grown } = budgetsWith("--page", "--rest");
    expect(rows).toMatch(/"\/specimens": \{ statements: 3, html: [\d_]+, script: [\d_]+, isEstimate: true \}/);
    expect([grown("/") > 0, grown("/mailbox")]).toEqual([true, 0]); // an error page has no menus
  });

  it("without pages, only the rows grow that list its scopes and its operations", () => {
    const grownOf = ({ grown }: ReturnType<typeof budgetsWith>) =>
      (["/", "/account/tokens", "/docs"] as const).filter((path) => grown(path) > 0);
    expect(grownOf(budgetsWith())).toEqual(["/account/tokens"]);
    expect(grownOf(budgetsWith("--rest"))).toEqual(["/account/tokens", "/docs"]);
    expect(budgetsWith().rows).not.toContain('"/specimens"');
    const { changes } = plan(project, "specimen", "--fields", "a:int");
    expect(changes.filter(({ before, after }) => before === after)).toEqual([]);
  });

  it("a line that is missing where another goes is named, and nothing is planned to be lost", () => {
    const without: Project = {
      ...project,
      read: (path) => project.read(path).replace(path === "src/product.ts" ? "scopes: {" : "\0", "rights: {"),
    };
    expect(plan(without, "specimen", "--fields", "a:int").problems).toContainEqual(
      "src/product.ts: this is not there, where a line would go: scopes: {",
    );
  });

  it("a name whose functions are there already is refused", () => {
    expect(plan(project, "principal-role", "--fields", "a:int").problems).toEqual([]);
    expect(plan(project, "access-token", "--fields", "a:int").problems).toContain(
      "tests/setup/factories.ts has makeAccessToken already.",
    );
  });

  it.each(["--page", "--page --public-read --moderated --live --rest"])("has each place where %s writes", (flags) => {
    expect(plan(project, "specimen", "--fields", "a:text(1..9)", ...flags.split(" ")).problems).toEqual([]);
  });

  it("the migration comes after all others", () => {
    const now = new Date("2026-02-03T04:05:06Z");
    expect(nextTimestamp([], now)).toBe("20260203040506");
    expect(nextTimestamp(["20260101000000_a"], now)).toBe("20260203040506");
    expect(nextTimestamp(["20260203040506_a"], now)).toBe("20260203040507");
    expect(nextTimestamp(["20290101000000_a", "20260101000000_b"], now)).toBe("20290101000001");
    expect(nextTimestamp(["20261231235959_by_hand"], now)).toBe("20270101000000");
    expect(nextTimestamp(["20261231235960_counted"], now)).toBe("20270101000001");
  });
});

describe("edits", () => {
  const edit = (apply: (text: string) => string, text: string) => apply(text).replaceAll(/\s+/g, " ");

  it("an entry goes before the first one that comes after it, or to the end", () => {
    const text = "const it = {\n  a: 1, // }\n  d: [2],\n};";
    expect(edit(addEntry("f", "it = {", "b", "b: 3").apply, text)).toBe("const it = { a: 1, // } b: 3, d: [2], };");
    expect(edit(addEntry("f", "it = {", "e", "e: 3").apply, text)).toBe("const it = { a: 1, // } d: [2], e: 3, };");
    expect(edit(addLast("f", "it: {", "b: 2").apply, 'x = { it: { a: "}" } };')).toBe('x = { it: { a: "}", b: 2, } };');
  });

  it("a name joins the import that is there", () => {
    const text = 'import { a } from "x";\nimport { b } from "y";\n';
    expect(addName("f", "x", "c").apply(text)).toContain('import { a, c } from "x";');
    expect(addName("f", "x", "a").apply(text)).toBe(text);
    expect(addName("f", "z", "c").apply(text)).toContain('import { b } from "y";\nimport { c } from "z";');
    expect(() => addLast("f", "nothing {", "a").apply(text)).toThrow(MissingPlace);
  });
});

it("a write that fails takes back what was written before it", () => {
  const folder = mkdtempSync(join(tmpdir(), "roundtrip-new-"));
  writeFileSync(join(folder, "there.txt"), "before");
  writeFileSync(join(folder, "blocked"), "a file, so that no folder can have this name");
  const changes = [
    { path: "there.txt", before: "before", after: "after" },
    { path: "new.txt", before: undefined, after: "new" },
    { path: "blocked/new.txt", before: undefined, after: "new" },
  ];
  expect(() => writeChanges(projectAt(folder), changes)).toThrow();
  expect(readFileSync(join(folder, "there.txt"), "utf8")).toBe("before");
  expect(projectAt(folder).exists("new.txt")).toBe(false);
  rmSync(folder, { recursive: true });
});

describe("the migration", () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  /** Of a project without scripts, where a migration can only fail. */
  function migrateAt(host: string) {
    const address = `postgresql://${host}:5432/shop`;
    for (const name of ["DATABASE_URL", "DIRECT_URL"]) vi.stubEnv(name, address);
    return migrate(projectAt(join(root, "docs")));
  }

  it("is applied on this machine only: another database is left to a deployment", () => {
    expect(migrateAt("db.example.com")).toBe(false);
    expect(() => migrateAt("localhost")).toThrow("npm run db:migrate failed");
  });
});

describe("questions", () => {
  const FREE = { name: () => undefined, parent: () => undefined };
  /** Answers in their sequence; what was asked is kept. */
  function answering(...answers: string[]) {
    const asked: string[] = [];
    const ask = async (text: string) => {
      asked.push(text);
      return answers.shift() ?? "";
    };
    return { ask, asked };
  }

  it("the answers are the arguments of the same command without questions", async () => {
    const { ask } = answering("review", "rating:int(1..5)", "photo:url?", "", "product", "y", "n", "y", "y", "", "20");
    const args = await askForAll(ask, "", FREE);
    expect(commandOf(args)).toBe(
      'npm run new -- review --fields "rating:int(1..5), photo:url?" --owned --belongs-to product --public-read --rest --page --limit 20',
    );
    expect(readCommandLine(args)).toMatchObject({ problems: [], isComplete: true });
  });

  it("a wrong answer is explained, and asked for again", async () => {
    const answers = ["", "stars:rating", "stars:int", "stars:int", "", "a/b", "page", "", "", "", "", "", "9", ""];
    const { ask, asked } = answering(...answers);
    const checks = { ...FREE, parent: () => "It has no model." };
    expect(await askForAll(ask, "review", checks)).toEqual(["review", "--fields", "stars:int", "--owned"]);
    expect(asked.filter((it) => it.startsWith("  ")).map((it) => it.replace(/^ +(.*)\n.*$/, "$1"))).toEqual([
      expect.stringMatching(/^Name at least one field\. .*\.$/),
      expect.stringContaining("There is no type rating."),
      "stars is there twice.",
      "--belongs-to a/b: use letters, digits and hyphens, and a letter first.",
      "It has no model.",
      "--limit 9: use a whole number from 10 to 10000.",
    ]);
    expect(asked).toHaveLength(answers.length); // none is for Enter alone
    expect(asked.join()).not.toContain("hide rows"); // nobody else could read them
  });
});

const run = (...args: string[]) => node(["--import", "tsx", "scripts/new.ts", ...args]);

it("--dry-run lists every file, and writes none", async () => {
  const { status, output } = await run("specimen", "--fields", "rating:int(1..5)", "--rest", "--live", "--dry-run");
  expect(output).toMatch(
    /new +src\/server\/services\/specimen\.ts[\s\S]*changed src\/product\.ts \(\+\d+ -\d+\)[\s\S]*api\/client/,
  );
  expect(output).not.toContain("(+-");
  expect(status).toBe(0);
  expect(project.exists("src/server/services/specimen.ts")).toBe(false);
});

it("a refusal says that nothing was written, and ends with 1", async () => {
  const { status, output } = await run("specimen", "--fields", "rating:stars");
  expect(output).toMatch(/Nothing was written[\s\S]*There is no type stars/);
  expect(status).toBe(1);
});
