/** `routers/review.ts`: an input, an output and one call for each procedure. */
import { imports, when } from "../code";
import { sentence } from "../names";
import { editableRelations, type Resource, uniqueField } from "../resource";

/** The meta of a procedure: its scope, its limit and, if the resource has them, its REST operation. */
function meta({ names, hasRest }: Resource, access: "read" | "write", limit: string, rest: string): string {
  const operation = when(hasRest, `rest: { ${rest} },`);
  return `.meta({ scope: "${names.path}:${access}", ${when(limit, `limit: "${limit}",`)} ${operation} })`;
}

export function routerFile(resource: Resource): string {
  const { names, relations, isPublic, isModerated, hasRest } = resource;
  const { type, types, one, label, labels, path, stem, a, constant, constants } = names;
  const editable = editableRelations(resource);
  const unique = uniqueField(resource);
  const base = isPublic ? "publicProcedure" : "protectedProcedure";
  const browse = isPublic ? "browse" : "";
  const notFoundError = (of: typeof relations) =>
    when(of.length, `404: "Unknown ${of.map(({ field }) => field.label).join(" or ")}.",`);
  const exists = `You already have ${a} with this ${unique?.label} (${constant}_EXISTS).`;
  const tooMany = `You have \${MAX_${constants}} ${labels} (TOO_MANY_${constants})`;
  const createConflict = unique
    ? `\`${tooMany}, or one with this ${unique.label} (${constant}_EXISTS).\``
    : `\`${tooMany}.\``;
  const hidden = `A moderator has hidden it (${constant}_HIDDEN)`;
  const updateConflict = [isModerated && `${hidden}.`, unique && exists].filter(Boolean).join(" ");
  const create = meta(
    resource,
    "write",
    isPublic ? "publish" : "",
    `name: "create${type}", method: "POST", path: "/${path}", summary: "Create ${a}", result: "${sentence(label)} created", status: 201, location: "/${path}/{id}",
      errors: { ${notFoundError(relations)} 409: ${createConflict} }`,
  );
  const list = meta(
    resource,
    "read",
    browse,
    `name: "list${types}", method: "GET", path: "/${path}", summary: "${sentence(`${isPublic ? "" : "my "}${labels}`)}, newest first"`,
  );
  const byId = meta(
    resource,
    "read",
    browse,
    `name: "get${type}", method: "GET", path: "/${path}/{id}", summary: "${isPublic ? sentence(a) : `One of my ${labels}`}", ${when(
      isPublic,
      `errors: { 404: "Unknown${when(isModerated, " or hidden")} ${label}." },`,
    )}`,
  );
  const update = meta(
    resource,
    "write",
    "",
    `name: "update${type}", method: "PATCH", path: "/${path}/{id}", summary: "Edit one of my ${labels}", result: "${sentence(label)} edited",
      errors: { ${notFoundError(editable)} ${when(updateConflict, `409: "${updateConflict}",`)} 412: "It has changed since this version was read (VERSION_MISMATCH)." }`,
  );
  const remove = meta(
    resource,
    "write",
    "",
    `name: "delete${type}", method: "DELETE", path: "/${path}/{id}", summary: "Delete one of my ${labels}", result: "${sentence(label)} deleted", status: 204`,
  );
  const byIdCall = isPublic
    ? `byId: publicProcedure${byId}.input(z.object({ id: Id })).output(${type}).query(({ ctx, input }) => get${type}(ctx.principal, input.id)),`
    : `byId: own${type}${byId}.output(${type}).query(({ ctx }) => ctx.${one}),`;
  const find = isPublic ? `findOwn${type}` : `find${type}`;
  return `import "server-only";
import { z } from "zod";
${imports(`@/domain/${stem}`, hasRest && `MAX_${constants}`)}import { Create${type}, List${types}, ${type}, ${type}Page, Update${type} } from "@/domain/${stem}.schema";
${imports("@/domain/text.schema", isPublic && "Id")}import { idempotentProcedure, ownedProcedure, ${base}, router } from "@/server/core/procedures";
import { create${type}, delete${type}, update${type} } from "@/server/services/${stem}";
import { ${find}, ${isPublic ? `get${type}, ` : ""}list${types} } from "@/server/services/${stem}-list";

const own${type} = ownedProcedure("${one}", ${find});

export const ${one}Router = router({
  list: ${base}${list}.input(List${types}).output(${type}Page).query(({ ctx, input }) => list${types}(ctx.principal${isPublic ? "" : ".userId"}, input)),

  ${byIdCall}

  create: idempotentProcedure${create}.input(Create${type}).output(${type}).mutation(({ ctx, input }) => create${type}(ctx.principal, input, ctx.idempotency)),

  update: own${type}${update}.input(Update${type}).output(${type}).mutation(({ ctx, input }) => update${type}(ctx.${one}, input)),

  delete: own${type}${remove}.output(z.void()).mutation(({ ctx }) => delete${type}(ctx.${one})),
});
`;
}
