/** Valid inputs of a resource's procedures, who may call them, and how to provoke their errors. */
import { when } from "../code";
import { editableRelations, type Resource, uniqueField } from "../resource";
import { manyCode } from "../values";
import { isRef, madeCode } from "./test-registrations";

/** The fields of an input. @param owner the code of the principal whose rows it names */
const inputFields = ({ relations, fields }: Resource, unique: string, owner: string, isEdit = false): string =>
  [
    ...relations.filter(({ field }) => !field.isOptional).map((it) => `${it.field.prop}: (await ${it.make(owner)}).id`),
    ...fields.filter((it) => isRef(it) && it.isOptional && isEdit).map(({ prop }) => `${prop}: null`),
    ...fields.filter((it) => !isRef(it)).map((it) => `${it.prop}: ${madeCode(it, unique)}`),
  ].join(", ");

function inputRows(resource: Resource): string[] {
  const { names, relations, isPublic, isModerated, hasRest } = resource;
  const { one, type, types, path } = names;
  const unique = uniqueField(resource);
  const editable = editableRelations(resource).filter(({ field }) => !field.isOptional);
  const id = `${one}Id`;
  const uuid = "crypto.randomUUID()";
  const errors = (rows: (string | false | undefined)[]) => {
    const kept = rows.filter(Boolean);
    return when(hasRest && kept.length, `errors: { ${kept.join(", ")} },`);
  };
  const taken = (variable: string) =>
    `await make${type}(${variable}, { ${unique?.prop}: String(input.${unique?.prop}) });`;
  const readers = isPublic ? "EVERYONE" : "SIGNED_IN";
  const usesOwner = relations.some((it) => !it.field.isOptional && it.make("?").includes("?"));
  const createArguments = usesOwner ? "(owner, caller)" : "()";
  const isAsync = relations.some(({ field }) => !field.isOptional);
  const unknown = relations[0]
    ? `404: ({ input, call }) => call({ ...input, ${relations[0].field.prop}: "none" })`
    : false;
  const conflict = isModerated
    ? `409: async ({ input, call }) => {
        await db.${one}.update({ where: { id: String(input.id) }, data: { hiddenAt: new Date() } });
        return call(input);
      }`
    : unique &&
      `409: async ({ owner, input, call }) => {
        ${taken("owner")}
        return call(input);
      }`;
  const moderation = ["hide", "restore"].map((act) => {
    const data = act === "restore" ? `await db.${one}.update({ where: { id }, data: { hiddenAt: new Date() } });` : "";
    return `"admin.${one}.${act}": {
    access: ADMINISTRATORS,
    scope: null,
    input: async (owner) => {
      const { id } = await make${type}(owner);
      ${data}
      return { id${when(act === "hide", ', reason: "Advertising"')} };
    },
  }`;
  });
  return [
    `"${one}.list": {
    access: ${readers},
    scope: "${path}:read",
    input: async (owner) => {
      await make${type}(owner);
      return { limit: 2 };
    },
  }`,
    `"${one}.byId": { access: ${isPublic ? "EVERYONE" : "OWNER"}, scope: "${path}:read", input: ${id} }`,
    `"${one}.create": {
    access: SIGNED_IN,
    scope: "${path}:write",
    input: ${isAsync ? "async " : ""}${createArguments} => ({ ${inputFields(resource, uuid, "caller ?? owner")} }),
    ${errors([unknown, `409: async ({ owner, input, call }) => { await fill${types}(owner); return call(input); }`])}
  }`,
    `"${one}.update": {
    access: OWNER,
    scope: "${path}:write",
    input: async (owner) => ({ ...(await ${id}(owner)), ${inputFields(
      { ...resource, relations: editable },
      uuid,
      "owner",
      true,
    )}, version: 0 }),
    ${errors([conflict, "412: ({ input, call }) => call({ ...input, version: 7 })"])}
  }`,
    `"${one}.delete": { access: OWNER, scope: "${path}:write", input: ${id} }`,
    ...(isModerated
      ? [
          `"admin.${one}.list": {
    access: ADMINISTRATORS,
    scope: null,
    input: async (owner) => {
      await make${type}(owner);
      return {};
    },
  }`,
          ...moderation,
        ]
      : []),
  ];
}

/** A user's maximum of rows, written at once. */
function fill({ names, relations, fields }: Resource): string {
  const { one, types, constants, labels } = names;
  const required = relations.filter(({ field }) => !field.isOptional);
  const parents = required.map((it) => `const { id: ${it.field.prop} } = await ${it.make("owner")};`);
  const row = [
    "id: crypto.randomUUID()",
    "ownerId: owner.userId",
    ...required.map(({ field }) => field.prop),
    ...fields
      .filter((it) => !isRef(it))
      .map((it) => `${it.prop}: ${manyCode(it, "index")}${when(it.kind === "enum", " as const")}`),
  ];
  const usesIndex = fields.some(({ isUnique }) => isUnique);
  return `/** As many ${labels} as a user may have. */
export async function fill${types}(owner: Principal, count = MAX_${constants}) {
  ${parents.join("\n  ")}
  const data = Array.from({ length: count }, (${when(usesIndex, "_, index")}) => ({ ${row.join(", ")} }));
  await db.${one}.createMany({ data });
}`;
}

export function inputsFile(resource: Resource): string {
  const { names, relations, isPublic, isModerated } = resource;
  const { one, type, constants, labels, stem } = names;
  const made = relations.filter(({ field }) => !field.isOptional).map((it) => it.make("").split("(")[0]);
  const factories = [...new Set([`make${type}`, ...made])].join(", ");
  const access = ["OWNER", "type Row", "SIGNED_IN"];
  if (isPublic) access.unshift("EVERYONE");
  if (isModerated) access.unshift("ADMINISTRATORS");
  return `/** Rows of tests/setup/inputs.ts: ${labels}. */
import { MAX_${constants} } from "@/domain/${stem}";
import type { Principal } from "@/server/auth/principal";
import { db } from "@/server/platform/db";
import { ${access.join(", ")} } from "./access";
import { ${factories} } from "./factories";

const ${one}Id = async (owner: Principal) => ({ id: (await make${type}(owner)).id });

${fill(resource)}

export const ${one}Rows: Record<string, Row> = {
  ${inputRows(resource).join(",\n  ")},
};
`;
}
