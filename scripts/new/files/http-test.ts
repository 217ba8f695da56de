/** `tests/http/review.test.ts`: its operations. */
import { when } from "../code";
import { sentence } from "../names";
import type { Resource } from "../resource";
import { inputCode } from "../values";
import { changes, object } from "./test-code";

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
