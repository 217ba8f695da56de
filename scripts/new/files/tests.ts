/** The tests of a resource, each in the file where those of other resources stand. */
import { imports, when, wrap } from "../code";
import type { Field } from "../fields";
import { sentence } from "../names";
import { columnsOf, type Relation, type Resource, searchedFields, uniqueField } from "../resource";
import { inputCode, outputCode, sqlCode, wrongValues } from "../values";

const object = (pairs: (readonly [string, string] | false)[]) =>
  `{ ${pairs
    .filter((it) => it !== false)
    .map(([name, code]) => (name === code ? name : `${name}: ${code}`))
    .join(", ")} }`;

/** What an edit sends, as code, and the same as the output has it. */
const changes = (fields: readonly Field[], code: (field: Field, which: "other") => string) =>
  fields.filter(({ kind }) => kind !== "ref").map((field) => [field.prop, code(field, "other")] as const);

/** The references of an edit, which stay. */
const kept = (fields: readonly Field[], row: string) =>
  fields.filter(({ kind }) => kind === "ref").map(({ prop }) => [prop, `${row}.${prop}`] as const);

export function domainTest({ names, fields }: Resource): string {
  const { type, stem, a } = names;
  const wrong = fields.flatMap((field) => wrongValues(field).map((code) => `[{ ${field.prop}: ${code} }]`));
  const constants = fields.flatMap(({ kind, constant }) => {
    if (kind === "text") return [`MAX_${constant}_LENGTH`];
    return kind === "int" || kind === "money" ? [`MIN_${constant}`, `MAX_${constant}`] : [];
  });
  const bounds = fields.flatMap((field) => {
    const { kind, constant, prop } = field;
    if (kind === "text") return [`[{ ${prop}: "x".repeat(MAX_${constant}_LENGTH) }]`];
    return kind === "int" || kind === "money"
      ? [`[{ ${prop}: MIN_${constant} }]`, `[{ ${prop}: MAX_${constant} }]`]
      : [];
  });
  const optional = fields.filter(({ isOptional }) => isOptional).map(({ prop }) => `[{ ${prop}: null }]`);
  const right = [...bounds, ...optional];
  const input = object([...fields.map((field) => [field.prop, inputCode(field)] as const), ["version", "0"]]);
  return `import { describe, expect, it } from "vitest";
${imports(`@/domain/${stem}`, ...constants)}import { Update${type} } from "@/domain/${stem}.schema";

const ${names.one} = ${input};

describe("the fields of ${a}", () => {
  ${when(
    right.length,
    `it.each([${right.join(", ")}])("take %o", (field) => {
    expect(Update${type}.safeParse({ ...${names.one}, ...field }).success).toBe(true);
  });
`,
  )}
  it.each([${wrong.join(", ")}])("refuse %o", (field) => {
    const { error } = Update${type}.safeParse({ ...${names.one}, ...field });
    expect(error?.issues.map(({ path }) => path[0])).toContain(Object.keys(field)[0]);
  });
});
`;
}

/** A row as the input of an edit: times are texts there. */
export function editCode(
  fields: readonly Field[],
  row: string,
  more: readonly (readonly [string, string])[] = [],
): string {
  const times = fields
    .filter(({ kind }) => kind === "datetime")
    .map(
      ({ prop, isOptional }) => `${prop}: ${row}.${prop}${isOptional ? "?.toISOString() ?? null" : ".toISOString()"}`,
    );
  const own = [...times, ...more.map(([name, code]) => (name === code ? name : `${name}: ${code}`))];
  return own.length ? `{ ...${row}, ${own.join(", ")} }` : row;
}

export function apiTest(resource: Resource): string {
  const { names, fields, parent, relations, isPublic, isLive } = resource;
  const { type, one, many, a, label, labels } = names;
  const searched = searchedFields(resource)[0];
  const unique = uniqueField(resource);
  const sent = object([["id", `${one}.id`], ...changes(fields, inputCode), ...kept(fields, one), ["version", "0"]]);
  const edited = object([...changes(fields, outputCode), ["version", "1"], ["editedAt", "expect.any(Date)"]]);
  const stale = object([["id", `${one}.id`], ...changes(fields, inputCode), ...kept(fields, one), ["version", "1"]]);
  const me = `callerOf(owner).${one}`;
  const foreign = relations.filter(({ isOwned }) => isOwned).map(({ make }) => make("").split("(")[0]);
  return `/** ${sentence(labels)}: creating, reading, editing, deleting, and whose they are. */
import { describe, expect, it } from "vitest";
import { db } from "@/server/platform/db";
import { ${["callerOf", `make${type}`, "makePrincipal", ...foreign].join(", ")} } from "../setup/factories";
import { readPages } from "../setup/pages";

describe("${one}.create", () => {
  it("returns the ${label} as it is read afterwards", async () => {
    const owner = await makePrincipal(${when(isPublic, '{ name: "Ada" }')});
    const ${one} = await make${type}(owner);
    expect(await ${me}.byId({ id: ${one}.id })).toEqual(${one});
    expect((await ${me}.list({})).items).toContainEqual(${one});
    expect(${one}).toMatchObject({ version: 0, editedAt: null${when(isPublic, ', author: "Ada", isMine: true')} });
  });
${relations
  .map(
    (relation) => `
  it("for an unknown ${relation.field.label} is NOT_FOUND${when(relation.isOwned, ", also for another user's")}", async () => {
    const owner = await makePrincipal();
${
  relation.isOwned
    ? `    const unknown = ["none", (await ${relation.make("await makePrincipal()")}).id];
    for (const ${relation.field.prop} of unknown) {
      await expect(make${type}(owner, { ${relation.field.prop} })).rejects.toMatchObject({ code: "NOT_FOUND" });
    }`
    : `    await expect(make${type}(owner, { ${relation.field.prop}: "none" })).rejects.toMatchObject({ code: "NOT_FOUND" });`
}
    expect(await db.${one}.count({ where: { ownerId: owner.userId } })).toBe(0);
  });
`,
  )
  .join("")}${when(
  unique,
  `
  it("with a ${unique?.label} that the owner has already is ${names.constant}_EXISTS, also by an edit", async () => {
    const owner = await makePrincipal();
    const [first, second] = [await make${type}(owner), await make${type}(owner)];
    const { ${unique?.prop} } = first;
    const refused = { code: "CONFLICT", reason: "${names.constant}_EXISTS", issues: [{ path: "${unique?.prop}" }] };
    await expect(make${type}(owner, { ${unique?.prop} })).rejects.toMatchObject(refused);
    await expect(${me}.update(${editCode(fields, "second", unique && [[unique.prop, unique.prop]])})).rejects.toMatchObject(refused);
    await ${me}.update(${editCode(fields, "first")});
    await make${type}(await makePrincipal(), { ${unique?.prop} });
  });
`,
)}});

${when(
  isPublic,
  `
it("${one}.create is FORBIDDEN for a temporary account", async () => {
  const temporary = await makePrincipal({ email: \`\${crypto.randomUUID()}@sandbox.invalid\` });
  await expect(make${type}(temporary)).rejects.toMatchObject({ code: "FORBIDDEN" });
});
`,
)}
describe("${one}.list", () => {
  it("pages newest first, each ${label} once, also within a millisecond", async () => {
    const owner = await makePrincipal();
    const ids: string[] = [];
    for (let index = 0; index < 7; index++) ids.push((await make${type}(owner)).id);
    const createdAt = new Date(${isPublic ? "Date.now() + 60_000" : '"2026-03-01T10:00:00Z"'});
    await db.${one}.updateMany({ where: { ownerId: owner.userId }, data: { createdAt } });
    const read = await readPages((cursor) => ${me}.list({ limit: 3, cursor }));
    expect(read.${isPublic ? "slice(0, 7)." : ""}map(({ id }) => id)).toEqual(ids.sort().reverse());
  });
${when(
  parent,
  `
  it("has only the ${labels} of one ${parent?.names.label}, if asked", async () => {
    const owner = await makePrincipal();
    const ${one} = await make${type}(owner);
    await make${type}(owner);
    const { ${parent?.field.prop} } = ${one};
    expect((await ${me}.list({ ${parent?.field.prop} })).items).toEqual([${one}]);
  });
`,
)}${when(
  searched,
  `
  it("finds ${labels} by their ${searched?.label}, whatever the case", async () => {
    const owner = await makePrincipal();
    const ${one} = await make${type}(owner, { ${searched?.prop}: "${searched && needle(searched)}" });
    await make${type}(owner);
    for (const [search, found] of [["ÜBER 100%", [${one}]], ["100_", []]] as const) {
      expect((await ${me}.list({ search })).items).toEqual(found);
    }
  });
`,
)}});

describe("${one}.update", () => {
  it("changes the fields, notes the time, and counts the version", async () => {
    const owner = await makePrincipal();
    const ${one} = await make${type}(owner);
    const edited = await ${me}.update(${sent});
    expect(edited).toEqual({ ...${one}, ...${edited} });
    expect(await ${me}.byId({ id: ${one}.id })).toEqual(edited);
  });

  it("of another version is refused: VERSION_MISMATCH", async () => {
    const owner = await makePrincipal();
    const ${one} = await make${type}(owner);
    await expect(${me}.update(${stale})).rejects.toMatchObject({
      code: "PRECONDITION_FAILED",
      reason: "VERSION_MISMATCH",
    });
    expect(await ${me}.byId({ id: ${one}.id })).toEqual(${one});
  });
});

describe("${one}.delete", () => {
  it("deletes the row; once more is NOT_FOUND", async () => {
    const owner = await makePrincipal();
    const { id } = await make${type}(owner);
    await ${me}.delete({ id });
    expect(await db.${one}.count({ where: { id } })).toBe(0);
    await expect(${me}.delete({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
${when(
  parent,
  `
  it("${labels} go with their ${parent?.names.label}", async () => {
    const { id, ${parent?.field.prop} } = await make${type}(await makePrincipal());
    await db.${parent?.names.one}.delete({ where: { id: ${parent?.field.prop} } });
    expect(await db.${one}.count({ where: { id } })).toBe(0);
  });
`,
)}});

describe("${a} of another user", () => {
  it("is NOT_FOUND for ${isPublic ? "editing and deleting" : "reading, editing and deleting"}, also for an administrator", async () => {
    const owner = await makePrincipal();
    const ${one} = await make${type}(owner);
    for (const other of [await makePrincipal(), await makePrincipal({ role: "ADMIN" })]) {
      const ${many} = callerOf(other).${one};
      const calls = [
        ${when(!isPublic, `() => ${many}.byId({ id: ${one}.id }),`)}
        () => ${many}.update(${sent}),
        () => ${many}.delete({ id: ${one}.id }),
      ];
      for (const call of calls) await expect(call()).rejects.toMatchObject({ code: "NOT_FOUND" });
      ${when(!isPublic, `expect((await ${many}.list({})).items).toEqual([]);`)}
    }
    expect(await ${me}.byId({ id: ${one}.id })).toEqual(${one});
  });
${when(
  isPublic,
  `
  it("is read by everyone, without the id and the address of its author", async () => {
    const owner = await makePrincipal();
    const ${one} = await make${type}(owner);
    for (const viewer of [null, await makePrincipal()]) {
      const { byId, list } = callerOf(viewer).${one};
      const read = await byId({ id: ${one}.id });
      expect(read).toEqual({ ...${one}, isMine: false });
      expect((await list({ limit: 100 })).items).toContainEqual(read);
      for (const hidden of [owner.userId, owner.email]) expect(JSON.stringify(read)).not.toContain(hidden);
    }
  });
`,
)}});
${when(
  isLive,
  `
it("each write of ${a} records one change for its owner, and none for others", async () => {
  const [owner, other] = [await makePrincipal(), await makePrincipal()];
  const ${one} = await make${type}(owner);
  await ${me}.update(${sent});
  await ${me}.delete({ id: ${one}.id });
  const changes = await db.change.findMany({ where: { topic: "${one}", userId: { in: [owner.userId, other.userId] } } });
  expect(changes.map(({ userId, rowId }) => [userId, rowId])).toEqual(Array(3).fill([owner.userId, ${one}.id]));
});
`,
)}`;
}

const needle = ({ min, max }: Field) => "Über 100% sure".padEnd(min, " and more").slice(0, Math.max(max, 9));

export function racesTest(resource: Resource): string {
  const { names, fields } = resource;
  const { type, one, constants, constant, labels, stem } = names;
  const unique = uniqueField(resource);
  const edit = object([["id", "id"], ...changes(fields, inputCode), ...kept(fields, one), ["version", "0"]]);
  const rest = fields.some(({ kind }) => kind === "ref");
  const tooMany = `TOO_MANY_${constants}`;
  return `/** Parallel writes of ${labels}. */
import { expect, it } from "vitest";
import { MAX_${constants} } from "@/domain/${stem}";
import { db } from "@/server/platform/db";
import { callerOf, make${type}, makePrincipal } from "../setup/factories";
import { fill${names.types} } from "../setup/${stem}-inputs";

/** How many of these calls had each outcome. */
async function tally(calls: Promise<unknown>[]) {
  const results = await Promise.allSettled(calls);
  const names = results.map((it) => (it.status === "fulfilled" ? "OK" : (it.reason.reason ?? it.reason.code)));
  return Object.fromEntries([...new Set(names)].sort().map((name) => [name, names.filter((it) => it === name).length]));
}
const times = <Result>(count: number, make: () => Result) => Array.from({ length: count }, make);

it("create: of 10 parallel calls, only one gets the last place", async () => {
  const owner = await makePrincipal();
  await fill${names.types}(owner, MAX_${constants} - 1);
  const results = await tally(times(10, () => make${type}(owner)));
  expect(results).toEqual({ OK: 1, ${tooMany}: 9 });
  expect(await db.${one}.count({ where: { ownerId: owner.userId } })).toBe(MAX_${constants});
});
${when(
  unique,
  `
it("create: of 10 parallel calls with one ${unique?.label}, one wins", async () => {
  const owner = await makePrincipal();
  const ${unique?.prop} = ${unique && inputCode(unique)};
  const results = await tally(times(10, () => make${type}(owner, { ${unique?.prop} })));
  expect(results).toEqual({ ${constant}_EXISTS: 9, OK: 1 });
});
`,
)}
it("update: of 10 parallel calls of one version, one wins", async () => {
  const owner = await makePrincipal();
  const ${rest ? one : "{ id }"} = await make${type}(owner);
  ${when(rest, `const { id } = ${one};`)}
  const update = () => callerOf(owner).${one}.update(${edit});
  expect(await tally(times(10, update))).toEqual({ OK: 1, VERSION_MISMATCH: 9 });
  expect(await db.${one}.findUnique({ where: { id } })).toMatchObject({ version: 1 });
});

it("delete: of 10 parallel calls, one wins", async () => {
  const owner = await makePrincipal();
  const { id } = await make${type}(owner);
  const remove = () => callerOf(owner).${one}.delete({ id });
  expect(await tally(times(10, remove))).toEqual({ NOT_FOUND: 9, OK: 1 });
});
`;
}

/** The code of a row that is referred to, for rows that the database gets directly: whoever owns it. */
const anyRow = ({ make }: Relation) => make("owner");

export function planTest(resource: Resource): string {
  const { names, parent, relations, isPublic, isModerated } = resource;
  const { one, types, table, labels, stem } = names;
  const columns = columnsOf(resource).filter(({ isOptional }) => !isOptional);
  const others = relations.filter((it) => it !== parent && !it.field.isOptional);
  const place = (index: number) => `$${index + 2}`;
  const values = columns.map((field) => {
    if (field === parent?.field) return `($2::text[])[1 + n % ${PARENTS}]`;
    const index = others.findIndex((it) => it.field === field);
    return index < 0 ? sqlCode(field, "n") : place(index + (parent ? 1 : 0));
  });
  const insert = wrap(["id", "owner_id", ...columns.map(({ column }) => column), "created_at"], "      ");
  const select = wrap(["'plan-' || n", "$1", ...values], "      ");
  const parameters = [parent && `${parent.names.one}Ids`, ...others.map(({ field }) => field.prop)].filter(Boolean);
  const reader = isPublic ? "null" : "ownerId";
  const factories = [...(parent ? [parent] : []), ...others].map((it) => it.make("").split("(")[0] as string);
  const ids = `${parent?.names.one}Ids`;
  const perOwner = parent?.make("?").includes("?");
  const test = (title: string, filter: string) => `
it("${one}.list: ${title} read a few index pages", async () => {
  await expectShortWalk("${table}", (cursor) => list${types}(${reader}, { ${filter}cursor, limit: LIMIT }), deep);
});
`;
  return `/** Lists of ${labels} are short walks on an index: the plans of the very statements of the services are read. */
import { afterAll, beforeAll, it } from "vitest";
import { db } from "@/server/platform/db";
import { list${types} } from "@/server/services/${stem}-list";
${when(isModerated, `import { listAll${types} } from "@/server/services/${stem}-moderation";\n`)}import { ${["makePrincipal", ...new Set(factories)].join(", ")} } from "../setup/factories";
import { cursorAt, expectShortWalk, LIMIT, planner } from "./plan";

${when(!isPublic, "let ownerId: string;\n")}${when(parent, `let ${ids}: string[];\n`)}let deep: string;

beforeAll(async () => {
  await planner.connect();
  const owner = await makePrincipal();
  ${when(!isPublic, "ownerId = owner.userId;")}
  ${when(
    parent,
    `const ${parent?.names.many} = Array.from({ length: ${PARENTS} }, ${perOwner ? `async () => ${parent?.make("await makePrincipal()")}` : `() => ${parent?.make("")}`});
  ${ids} = (await Promise.all(${parent?.names.many})).map(({ id }) => id);`,
  )}
  ${others.map((it) => `const { id: ${it.field.prop} } = await ${anyRow(it)};`).join("\n  ")}
  await planner.query(
    \`INSERT INTO ${table} (${insert})
    SELECT ${select},
      timestamptz '2026-01-01' + (n / 3) * interval '1 second'
    FROM generate_series(1, 20000) AS n\`,
    [owner.userId${parameters.map((it) => `, ${it}`).join("")}],
  );
  await planner.query("ANALYZE ${table}");
  const { createdAt, id } = await db.${one}.findUniqueOrThrow({ where: { id: "plan-10000" } });
  deep = cursorAt(createdAt.getTime(), id);
});
afterAll(() => planner.end());
${test("the first and a deep page", "")}${when(parent, test(`pages of one ${parent?.names.label}`, `${parent?.field.prop}: ${ids}[0], `))}${when(
  isModerated,
  `
it("admin.${one}.list: the first and a deep page read a few index pages", async () => {
  await expectShortWalk("${table}", (cursor) => listAll${types}({ cursor, limit: LIMIT }), deep);
});
`,
)}`;
}

/** So many that a list of one of them has an index of its own to walk on. */
const PARENTS = 40;

export function personalDataTest(resource: Resource): string {
  const { names } = resource;
  const { type, one, many, labels, label, stem } = names;
  return `/** The ${labels} of a user: exported whole, and deleted with the account. */
import { expect, it } from "vitest";
import { DELETION_WORDS } from "@/domain/account";
import { MAX_${names.constants} } from "@/domain/${stem}";
import { ${type}Export } from "@/domain/${stem}.schema";
import { db } from "@/server/platform/db";
import { callerOf, make${type}, makePrincipal } from "../setup/factories";
import { fill${names.types} } from "../setup/${stem}-inputs";
import { readSection } from "../setup/pages";

it("the export has every ${label} of the user once, and none of others", async () => {
  const [user, other] = [await makePrincipal(), await makePrincipal()];
  await make${type}(other);
  await fill${names.types}(user);
  const rows = await readSection(user, "${many}");
  expect(rows.map((row) => ${type}Export.strict().parse(row))).toHaveLength(MAX_${names.constants});
});

it("deleting the account deletes its ${labels}, and no others", async () => {
  const [user, other] = [await makePrincipal(), await makePrincipal()];
  const [mine, others] = [await make${type}(user), await make${type}(other)];
  await callerOf(user).account.delete({ confirm: DELETION_WORDS });
  const left = await db.${one}.findMany({ where: { id: { in: [mine.id, others.id] } } });
  expect(left.map(({ id }) => id)).toEqual([others.id]);
});

it("${names.a} that was under way when the account was deleted is UNAUTHORIZED and leaves no row", async () => {
  const user = await makePrincipal();
  await callerOf(user).account.delete({ confirm: DELETION_WORDS });
  await expect(make${type}(user)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  expect(await db.${one}.count({ where: { ownerId: user.userId } })).toBe(0);
});
`;
}

export function moderationTest({ names, fields, isLive }: Resource): string {
  const { type, one, label } = names;
  return `/** Hiding and restoring of ${names.labels} by administrators. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Principal } from "@/server/auth/principal";
import { db } from "@/server/platform/db";
import { logged } from "../setup/database";
import { callerOf, make${type}, makePrincipal } from "../setup/factories";

let admin: Principal;
beforeAll(async () => {
  admin = await makePrincipal({ role: "ADMIN", name: "Mo Derator" });
});
const moderator = () => callerOf(admin).admin.${one};
const hide = (id: string) => moderator().hide({ id, reason: "Advertising" });
const readAs = (viewer: Principal | null, id: string) => callerOf(viewer).${one}.byId({ id });

describe("admin.${one}.hide", () => {
  it("a hidden ${label} is NOT_FOUND for others; its author and administrators see it", async () => {
    const author = await makePrincipal();
    const { id } = await make${type}(author);
    await hide(id);
    for (const viewer of [null, await makePrincipal()]) {
      await expect(readAs(viewer, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
      const { items } = await callerOf(viewer).${one}.list({ limit: 100 });
      expect(items.map((it) => it.id)).not.toContain(id);
    }
    for (const viewer of [author, admin]) {
      expect(await readAs(viewer, id)).toMatchObject({ isHidden: true });
      const { items } = await callerOf(viewer).${one}.list({ limit: 100 });
      expect(items).toContainEqual(expect.objectContaining({ id, isHidden: true }));
    }
  });

  it("the personal token of an administrator sees no hidden ${label}", async () => {
    const { id } = await make${type}(await makePrincipal());
    await hide(id);
    const token: Principal = { ...admin, scopes: ["${names.path}:read"] };
    await expect(readAs(token, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("a hidden ${label} cannot be edited, but deleted", async () => {
    const author = await makePrincipal();
    const ${one} = await make${type}(author);
    await hide(${one}.id);
    const refused = { code: "CONFLICT", reason: "${names.constant}_HIDDEN" };
    await expect(callerOf(author).${one}.update(${editCode(fields, one)})).rejects.toMatchObject(refused);
    await callerOf(author).${one}.delete({ id: ${one}.id });
    expect(await db.${one}.count({ where: { id: ${one}.id } })).toBe(0);
  });

  it("keeps by whom, when and why, and writes a line to the log", async () => {
    const { id } = await make${type}(await makePrincipal());
    const hidden = await hide(id);
    expect(hidden).toMatchObject({ id, hidden: { by: "Mo Derator", reason: "Advertising", at: expect.any(Date) } });
    expect((await moderator().list({ limit: 100 })).items).toContainEqual(hidden);
    const line = logged.find((it) => it.includes("${one}.hidden"));
    expect(JSON.parse(line ?? "{}")).toMatchObject({
      ...{ userId: admin.userId, targetId: id },
      changes: expect.arrayContaining([{ field: "reason", before: "", after: "Advertising" }]),
    });
  });

  it("of two administrators one succeeds; a missing ${label} is NOT_FOUND", async () => {
    const { id } = await make${type}(await makePrincipal());
    const results = await Promise.allSettled([hide(id), hide(id)]);
    const reasons = results.map((it) => (it.status === "rejected" ? it.reason.reason : "OK"));
    expect(reasons.sort()).toEqual(["ALREADY_MODERATED", "OK"]);
    await expect(hide("none")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("admin.${one}.restore", () => {
  it("shows the ${label} again to everyone, as it was, and writes a line to the log", async () => {
    const { id } = await make${type}(await makePrincipal());
    const before = await readAs(null, id);
    await hide(id);
    expect(await moderator().restore({ id })).toMatchObject({ id, hidden: null });
    expect(await readAs(null, id)).toEqual(before);
    expect(logged.some((it) => it.includes("${one}.restored") && it.includes(id))).toBe(true);
    await expect(moderator().restore({ id })).rejects.toMatchObject({ reason: "ALREADY_MODERATED" });
  });
});
${when(
  isLive,
  `
it("hiding and restoring are recorded for the author", async () => {
  const author = await makePrincipal();
  const { id } = await make${type}(author);
  await hide(id);
  await moderator().restore({ id });
  const changes = await db.change.findMany({ where: { topic: "${one}", userId: author.userId } });
  expect(changes.map(({ rowId }) => rowId)).toEqual([id, id, id]);
});
`,
)}`;
}

export function httpTest(resource: Resource): string {
  const { names, fields, relations, isPublic } = resource;
  const { one, many, path, labels, a } = names;
  const refs = relations.filter(({ field }) => !field.isOptional);
  const own = fields.filter(({ kind }) => kind !== "ref");
  const input = object([...own.map((field) => [field.prop, inputCode(field)] as const)]);
  const changed = object([...changes(fields, inputCode), ["version", "0"]]);
  const ids = refs.map((it) => `${it.field.prop}: (await ${it.make("principal")}).id`).join(", ");
  const kept = fields
    .filter(({ kind, isOptional }) => kind === "ref" && !isOptional)
    .map(({ prop }) => `${prop}: created.${prop}`);
  const keptOptional = fields
    .filter(({ kind, isOptional }) => kind === "ref" && isOptional)
    .map(({ prop }) => `${prop}: null`);
  const all = [...kept, ...keptOptional].join(", ");
  return `/** ${sentence(labels)} over HTTP. */
import { describe, expect, it } from "vitest";
import type { Principal } from "@/server/auth/principal";
import { db } from "@/server/platform/db";
import { ${["makeCustomer", "makePersonalToken", ...new Set(refs.map((it) => it.make("").split("(")[0] as string))].join(", ")} } from "../setup/factories";
import { expectProblem, rest } from "../setup/http";

const inputFor = async (${ids.includes("principal") ? "principal" : "_principal"}: Principal) => (${ids ? `{ ${ids}, ...${input} }` : input});

describe("${labels} over REST", () => {
  it("a script creates, reads, edits and deletes", async () => {
    const { principal, token } = await makeCustomer();
    const json = await inputFor(principal);
    const response = await rest("POST /${path}", { token, json });
    expect(response.status).toBe(201);
    const created = await response.json();
    expect(created).toMatchObject(json);
    expect(response.headers.get("location")).toBe(\`/api/v1/${path}/\${created.id}\`);

    const operation = \`/${path}/\${created.id}\`;
    expect(await (await rest(\`GET \${operation}\`, { token })).json()).toEqual(created);
    const { items } = await (await rest("GET /${path}", { token })).json();
    expect(items).toContainEqual(created);

    const changes = ${all ? `{ ${all}, ...${changed} }` : changed};
    const edited = await rest(\`PATCH \${operation}\`, { token, json: changes });
    expect(await edited.json()).toMatchObject({ ...changes, version: 1 });
    const stale = await rest(\`PATCH \${operation}\`, { token, json: changes });
    await expectProblem(stale, 412, { reason: "VERSION_MISMATCH" });

    const { token: other } = await makeCustomer();
    await expectProblem(await rest(\`DELETE \${operation}\`, { token: other }), 404);
    expect((await rest(\`DELETE \${operation}\`, { token })).status).toBe(204);
    await expectProblem(await rest(\`GET \${operation}\`, { token }), 404);
  });

  it("a retry with the same Idempotency-Key creates one", async () => {
    const { principal, token } = await makeCustomer();
    const json = await inputFor(principal);
    const create = () => rest("POST /${path}", { token, headers: { "idempotency-key": "retried" }, json });
    const [first, second] = [await create(), await create()];
    expect(await second.json()).toEqual(await first.json());
    expect(second.headers.get("idempotency-replayed")).toBe("true");
    expect(await db.${one}.count({ where: { ownerId: principal.userId } })).toBe(1);
  });

  it("a personal token needs ${path}:read to read, and ${path}:write to write", async () => {
    const { principal } = await makeCustomer();
    const [reader, other] = [
      await makePersonalToken(principal, "${path}:read"),
      await makePersonalToken(principal, "account:read"),
    ];
    expect((await rest("GET /${path}", { token: reader })).status).toBe(200);
    const refused = { reason: "INSUFFICIENT_SCOPE" };
    await expectProblem(await rest("GET /${path}", { token: other }), 403, refused);
    const json = await inputFor(principal);
    await expectProblem(await rest("POST /${path}", { token: reader, json }), 403, refused);
  });
${when(
  isPublic,
  `
  it("a guest reads ${a}", async () => {
    const { principal, token } = await makeCustomer();
    const { id } = await (await rest("POST /${path}", { token, json: await inputFor(principal) })).json();
    const ${many} = await (await rest(\`GET /${path}/\${id}\`)).json();
    expect(${many}).toMatchObject({ id, isMine: false });
  });
`,
)}});
`;
}
