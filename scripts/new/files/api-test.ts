/** `tests/api/review.test.ts`: what its procedures do, and for whom. */
import { when } from "../code";
import type { Field } from "../fields";
import { sentence } from "../names";
import {
  hidingParent,
  type NamedRelation,
  namedRelations,
  type Resource,
  searchedFields,
  uniqueField,
} from "../resource";
import { inputCode, outputCode } from "../values";
import { changes, editCode, kept, object } from "./test-code";

export function apiTest(resource: Resource): string {
  const { names, fields, parent, relations, isPublic, isLive } = resource;
  const { type, one, many, a, label, labels } = names;
  const searched = searchedFields(resource)[0];
  const unique = uniqueField(resource);
  const sent = object([["id", `${one}.id`], ...changes(fields, inputCode), ...kept(fields, one), ["version", "0"]]);
  const edited = [...changes(fields, outputCode), ["version", "1"], ["editedAt", "expect.any(Date)"]];
  const named = namedRelations(resource);
  const stale = object([["id", `${one}.id`], ...changes(fields, inputCode), ...kept(fields, one), ["version", "1"]]);
  const me = `callerOf(owner).${one}`;
  const made = relations.filter((it) => it.isOwned || namedRelations(resource).some((named) => named === it));
  const hiding = hidingParent(resource);
  const foreign = new Set(made.map(({ make }) => make("").split("(")[0]));
  return `/** ${sentence(labels)}: creating, reading, editing, deleting, and whose they are. */
import { describe, expect, it } from "vitest";
${when(hiding, 'import type { Principal } from "@/server/auth/principal";\n')}import { db } from "@/server/platform/db";
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
${named.map((it) => nameTest(resource, it)).join("")}${relations
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
    const refused = { code: "CONFLICT", reason: "${names.constant}_EXISTS", issues: [{ path: "${unique?.prop}" }] };
    await expect(make${type}(owner, { ${unique?.prop}: first.${unique?.prop} })).rejects.toMatchObject(refused);
    await expect(${me}.update(${editCode(fields, "second", unique && [[unique.prop, `first.${unique.prop}`]])})).rejects.toMatchObject(refused);
    await ${me}.update(${editCode(fields, "first")});
    await make${type}(await makePrincipal(), { ${unique?.prop}: first.${unique?.prop} });
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
    expect(edited).toEqual({ ...${one}, ${edited.map(([name, code]) => `${name}: ${code}`).join(", ")} });
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
)}${when(
  hiding,
  `
  it("is shown only to its author and to administrators while its ${hiding?.names.label} is hidden", async () => {
    const owner = await makePrincipal();
    const { id, ${hiding?.field.prop} } = await make${type}(owner);
    await db.${hiding?.names.one}.update({ where: { id: ${hiding?.field.prop} }, data: { hiddenAt: new Date() } });
    const idsFor = async (viewer: Principal | null) =>
      (await callerOf(viewer).${one}.list({ limit: 100 })).items.map((it) => it.id);
    for (const viewer of [null, await makePrincipal()]) {
      await expect(callerOf(viewer).${one}.byId({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
      expect(await idsFor(viewer)).not.toContain(id);
    }
    for (const viewer of [owner, await makePrincipal({ role: "ADMIN" })]) expect(await idsFor(viewer)).toContain(id);
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

/** That a row has the name of another one that it refers to, while that is shown. */
function nameTest({ names: { type, one } }: Resource, relation: NamedRelation): string {
  const { field, names, title, isHideable, make } = relation;
  const target = `{ where: { id: ${field.prop} } }`;
  const hidden = `await db.${names.one}.update({ where: { id: ${field.prop} }, data: { hiddenAt: new Date() } });
    expect(await callerOf(owner).${one}.byId({ id: ${one}.id })).toMatchObject({ ${field.prop}, ${field.name}: null });`;
  return `
  it("names its ${field.label}${when(isHideable, ", unless that is hidden")}", async () => {
    const owner = await makePrincipal();
    const { id: ${field.prop} } = await ${make("owner")};
    const ${one} = await make${type}(owner, { ${field.prop} });
    const { ${title.prop} } = await db.${names.one}.findUniqueOrThrow(${target});
    expect(${one}.${field.name}).toBe(${title.prop});
    ${when(isHideable, hidden)}
  });
`;
}

const needle = ({ min, max }: Field) => "Über 100% sure".padEnd(min, " and more").slice(0, Math.max(max, 9));
