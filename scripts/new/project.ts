/** The project as it stands: what a new resource may not clash with, and what it may refer to. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Request } from "./arguments";
import type { Field } from "./fields";
import { constant, type Names, namesOf, wordsOf } from "./names";
import { isChoosable, type Relation, type Resource } from "./resource";

export type Project = { root: string; read: (path: string) => string; exists: (path: string) => boolean };

export const projectAt = (root: string): Project => ({
  root,
  read: (path) => readFileSync(join(root, path), "utf8"),
  exists: (path) => existsSync(join(root, path)),
});

/** The body of a model in the schema; undefined without one. */
function modelOf(project: Project, type: string): string | undefined {
  return new RegExp(`^model ${type} \\{\\n([\\s\\S]*?)\\n\\}`, "m").exec(project.read("prisma/schema.prisma"))?.[1];
}

const readIfThere = (project: Project, path: string) => (project.exists(path) ? project.read(path) : "");

/** The property by which people tell rows apart, and its column: a name, or else the first text of one line. */
function titleOf(project: Project, stem: string, model: string): Relation["title"] {
  const rules = readIfThere(project, `src/domain/${stem}.ts`);
  const isLine = (prop: string) =>
    new RegExp(`MAX_${constant(wordsOf(prop))}_LENGTH = ([1-9]\\d?|1\\d\\d|200);`).test(rules);
  const texts = [...model.matchAll(/^ {2}(\w+)\s+String(?=\s|$)(?:.*@map\("(\w+)"\))?/gm)].map(
    ([, prop = "", column = prop]) => ({ prop, column }),
  );
  const named = ["name", "title", "label", "subject"].map((name) => texts.find(({ prop }) => prop === name));
  return named.find((it) => it !== undefined) ?? texts.find(({ prop }) => isLine(prop));
}

/** What the input of a tRPC list takes, if it needs nothing. */
function listOf(project: Project, { stem, types }: Names): Relation["list"] {
  if (!/^ {2}list:/m.test(readIfThere(project, `src/server/routers/${stem}.ts`))) return undefined;
  const schema = readIfThere(project, `src/domain/${stem}.schema.ts`);
  const [, input] =
    new RegExp(`^export const List${types} = z\\.object\\(\\{([\\s\\S]*?)\\}\\);$`, "m").exec(schema) ?? [];
  const entries = input?.split(/(?=\b\w+: (?:z\b|[A-Z]))/).filter((it) => it.trim());
  const isFree = entries?.every((it) => /Limit|Search|optional\(|nullish\(|default\(/.test(it));
  return isFree ? { isSearched: /\bsearch: Search\b/.test(input ?? "") } : undefined;
}

/** The view of a row, on its page. */
export const VIEW = /\n *<\w+View id=\{id\} \/>/;

/** Another resource as the target of references. @throws Error with what to do */
function relationTo(project: Project, field: Field): Relation {
  const { type } = namesOf(field.target);
  const model = modelOf(project, type);
  if (!model || type === "User") {
    const why = type === "User" ? "each row has its owner already" : `prisma/schema.prisma has no model ${type}`;
    throw new Error(`${field.target}: ${why}.`);
  }
  if (!/^ {2}id\s+String\b/m.test(model)) throw new Error(`${type} has no id of the type String: refer to it by hand.`);
  const table = /@@map\("(\w+)"\)/.exec(model)?.[1];
  const names = namesOf(field.target, table); // the table has the plural
  const router = readIfThere(project, `src/server/routers/${names.stem}.ts`);
  const isPublic = /byId:\s*publicProcedure/.test(router);
  const isOwned = /^ {2}ownerId\s/m.test(model) && !isPublic;
  if (!isOwned && !isPublic)
    throw new Error(
      `${type} has no ownerId, and src/server/routers/${names.stem}.ts no byId that is a publicProcedure: whose rows these are is unknown. Refer to it by hand.`,
    );
  const isHidden = /^ {2}hiddenAt\s/m.test(model);
  const factories = project.read("tests/setup/factories.ts");
  const factory = new RegExp(
    `^export (?:async )?(?:function|const) make${names.type}\\b[^(]*\\((\\w+)(: Principal)?`,
    "m",
  ).exec(factories);
  if (!factory)
    throw new Error(`tests/setup/factories.ts has no make${names.type}, which makes one for tests. Add it first.`);
  const page = `src/app/${names.path}/[id]/page.tsx`;
  return {
    field,
    names: { ...names, table: table ?? type },
    make: (owner) => (factory[2] ? `make${names.type}(${owner})` : `make${names.type}()`),
    condition: `${isOwned ? " AND owner_id = ${userId}" : ""}${isHidden ? " AND hidden_at IS NULL" : ""}`,
    isOwned,
    isHideable: isHidden,
    title: titleOf(project, names.stem, model),
    list: listOf(project, names),
    page: VIEW.test(readIfThere(project, page)) && /^ {2}byId:/m.test(router) ? page : undefined,
    isNarrow: /\bnarrow\b/.test(readIfThere(project, `src/features/${names.stem}/${names.stem}-view.tsx`)),
    hasStory: project.exists(`tests/e2e/make-${names.stem}.ts`),
  };
}

/** The column of the parent. */
function parentField(parent: string): Field {
  const { stem, one, constant, label } = namesOf(parent);
  return {
    ...{
      kind: "ref",
      name: one,
      prop: `${one}Id`,
      column: `${wordsOf(stem).join("_")}_id`,
      constant,
      label,
      target: stem,
    },
    ...{ min: 0, max: 0, values: [], isOptional: false, isUnique: false, isSearched: false },
  };
}

/** Why a resource can't be the parent of others. */
export function problemOfTarget(project: Project, parent: string): string | undefined {
  try {
    relationTo(project, parentField(parent));
  } catch (error) {
    return (error as Error).message;
  }
}

/** The places where a name is taken already. */
function clashesOf(project: Project, { stem, one, many, type, path, table }: Names): string[] {
  const schema = project.read("prisma/schema.prisma");
  const has = (pattern: string) => new RegExp(pattern, "m").test(schema);
  const user = modelOf(project, "User") ?? "";
  return [
    ...(has(`^(model|enum) ${type} \\{`) ? [`prisma/schema.prisma has ${type} already.`] : []),
    ...(has(`@@map\\("${table}"\\)`) ? [`There is a table ${table} already.`] : []),
    ...(new RegExp(`^ {2}${many}\\s`, "m").test(user) ? [`The model User has ${many} already.`] : []),
    ...[
      `src/server/routers/${stem}.ts`,
      `src/domain/${stem}.schema.ts`,
      `src/features/${stem}`,
      `src/app/${path}`,
      `src/app/admin/${path}`,
    ]
      .filter(project.exists)
      .map((it) => `There is ${it} already.`),
    ...(new RegExp(`^ {2}${one}:`, "m").test(project.read("src/server/routers/_app.ts"))
      ? [`src/server/routers/_app.ts has ${one} already.`]
      : []),
    ...(project.read("src/product.ts").includes(`"${path}:`) ? [`src/product.ts has scopes of ${path} already.`] : []),
  ];
}

/** How a field is added to a resource that there is already: the files that it has. */
function byHand(project: Project, { stem, type }: Names): string[] {
  const steps: [file: string, step: string][] = [
    ["prisma/schema.prisma", `: the column in ${type}; then npx prisma migrate dev --name add-to-${stem}`],
    [`src/domain/${stem}.schema.ts`, ": the field in inputs, outputs and examples"],
    [`src/server/services/${stem}.ts`, " and those that begin like it: the column in SELECT, INSERT and UPDATE"],
    [`src/features/${stem}`, ": where it is shown and typed"],
    [`tests/api/${stem}.test.ts`, ": what it does, with its factory and inputs in tests/setup"],
  ];
  const there = steps.filter(([file]) => project.exists(file));
  const lines = there.map(([file, step], index) => `  ${index + 1}. ${file}${step}`);
  return ["\n  To add a field to it by hand:", ...lines, "  Then npm run api:client and npm test.\n"];
}

/** Why a name is taken, and how a field is added to what has it; nothing if it is free. */
export function problemsOfTaken(project: Project, { name, plural }: Pick<Request, "name" | "plural">): string[] {
  const names = namesOf(name, plural);
  const clashes = clashesOf(project, names);
  if (clashes.length === 0) return [];
  return modelOf(project, names.type) ? [...clashes, byHand(project, names).join("\n")] : clashes;
}

/** Why the pages of a resource can't have this parent. */
function problemsOfPages(parent: Relation): string[] {
  const { type, path, stem } = parent.names;
  const problems: string[] = [];
  if (!isChoosable(parent) && !parent.page)
    problems.push(
      `--page: a form has to offer the rows of ${type}, or its page to lead there: give it a name or title and a list, or a page src/app/${path}/[id].`,
    );
  if (parent.isOwned && !parent.hasStory)
    problems.push(
      `--page: tests/e2e/make-${stem}.ts is missing, with a function make${type}(page) that makes one for browser tests.`,
    );
  return problems;
}

/** The resource that is asked for, in this project. @returns problems if it can't be written */
export function resourceFor(project: Project, request: Request): { resource?: Resource; problems: string[] } {
  const names = namesOf(request.name, request.plural);
  const taken = problemsOfTaken(project, request);
  if (taken.length) return { problems: taken };
  const problems: string[] = [];
  const relations: Relation[] = [];
  const parent = request.parent === undefined ? undefined : parentField(request.parent);
  const references = [...(parent ? [parent] : []), ...request.fields.filter(({ kind }) => kind === "ref")];
  for (const field of references) {
    try {
      relations.push(relationTo(project, field));
    } catch (error) {
      problems.push((error as Error).message);
    }
  }
  const types = relations.map((it) => it.names.type);
  const twice = types.find((type, index) => types.indexOf(type) < index);
  if (twice) problems.push(`Two references to ${twice}: add the second by hand, both with a name of their relation.`);
  for (const { names: target } of relations) {
    const isTaken = new RegExp(`^ {2}${names.many}\\s`, "m").test(modelOf(project, target.type) ?? "");
    if (isTaken) problems.push(`The model ${target.type} has ${names.many} already.`);
  }
  const props = [...references.map(({ name }) => name), ...references.map(({ prop }) => prop)];
  const own = request.fields.filter(({ kind }) => kind !== "ref").map(({ prop }) => prop);
  const twiceHere = props.find((it, index) => own.includes(it) || props.indexOf(it) < index);
  if (twiceHere) problems.push(`${twiceHere} is there twice.`);
  const first = parent && relations[0];
  if (request.hasPage && first) problems.push(...problemsOfPages(first));
  if (problems.length) return { problems };
  const { fields, isPublic, isModerated, hasRest, hasPage, isLive, limit } = request;
  return {
    problems,
    resource: { names, fields, relations, parent: first, isPublic, isModerated, hasRest, hasPage, isLive, limit },
  };
}
