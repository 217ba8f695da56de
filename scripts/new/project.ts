/** The project as it stands: what a new resource may not clash with, and what it may refer to. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Request } from "./arguments";
import type { Field } from "./fields";
import { type Names, namesOf, wordsOf } from "./names";
import type { Relation, Resource } from "./resource";

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

/** The property by which people tell rows apart. */
function textOf(model: string): string | undefined {
  const texts = [...model.matchAll(/^ {2}(\w+)\s+String(?=\s|$)/gm)].map(([, name = ""]) => name);
  return ["name", "title", "label", "subject"].find((it) => texts.includes(it));
}

/** Another resource as the target of references. @throws Error with what to do */
function relationTo(project: Project, field: Field): Relation {
  const names = namesOf(field.target);
  const model = modelOf(project, names.type);
  if (!model || names.type === "User") {
    const why =
      names.type === "User" ? "each row has its owner already" : `prisma/schema.prisma has no model ${names.type}`;
    throw new Error(`${field.target}: ${why}.`);
  }
  if (!/^ {2}id\s+String\b/m.test(model))
    throw new Error(`${names.type} has no id of the type String: refer to it by hand.`);
  const table = /@@map\("(\w+)"\)/.exec(model)?.[1] ?? names.type;
  const router = readIfThere(project, `src/server/routers/${names.stem}.ts`);
  const isOwned = /^ {2}ownerId\s/m.test(model) && !/byId:\s*publicProcedure/.test(router);
  const isHidden = /^ {2}hiddenAt\s/m.test(model);
  const factories = project.read("tests/setup/factories.ts");
  const factory = new RegExp(
    `^export (?:async )?(?:function|const) make${names.type}\\b[^(]*\\((\\w+)(: Principal)?`,
    "m",
  ).exec(factories);
  if (!factory)
    throw new Error(`tests/setup/factories.ts has no make${names.type}, which makes one for tests. Add it first.`);
  const text = textOf(model);
  return {
    field,
    names: { ...names, table },
    make: (owner) => (factory[2] ? `make${names.type}(${owner})` : `make${names.type}()`),
    condition: `${isOwned ? " AND owner_id = ${userId}" : ""}${isHidden ? " AND hidden_at IS NULL" : ""}`,
    isOwned,
    choice:
      text && /^ {2}list:/m.test(router)
        ? { list: `${names.one}.list`, text, story: project.exists(`tests/e2e/make-${names.stem}.ts`) }
        : undefined,
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

const BY_HAND = (stem: string) => `
  To add a field to it by hand:
  1. prisma/schema.prisma: the column; then npx prisma migrate dev --name add-to-${stem}
  2. src/domain/${stem}.schema.ts: the field in inputs, outputs and examples
  3. src/server/services/${stem}*.ts: the column in SELECT, INSERT and UPDATE
  4. src/features/${stem}: where it is shown and typed
  5. tests/setup/factories.ts, its inputs (tests/setup/*-inputs.ts) and its tests; then npm run api:client and npm test`;

/** The resource that is asked for, in this project. @returns problems if it can't be written */
export function resourceFor(project: Project, request: Request): { resource?: Resource; problems: string[] } {
  const names = namesOf(request.name, request.plural);
  const clashes = clashesOf(project, names);
  if (clashes.length) return { problems: [...clashes, BY_HAND(names.stem)] };
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
  if (parent && request.fields.some(({ prop }) => prop === parent.prop))
    problems.push(`${parent.prop} is there twice.`);
  if (request.hasPage && parent && relations[0] && !relations[0].choice) {
    const { type, stem } = relations[0].names;
    problems.push(
      `--page: a form has to offer the rows of ${type}: give it a name or title, and src/server/routers/${stem}.ts a list.`,
    );
  }
  if (problems.length) return { problems };
  const { fields, isPublic, isModerated, hasRest, hasPage, isLive, limit } = request;
  const first = parent && relations[0];
  return {
    problems,
    resource: { names, fields, relations, parent: first, isPublic, isModerated, hasRest, hasPage, isLive, limit },
  };
}
