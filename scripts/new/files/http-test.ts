/** `tests/http/review.test.ts`: its operations. */
import { when } from "../code";
import { sentence } from "../names";
import type { Resource } from "../resource";
import { inputCode } from "../values";
import { changes, object } from "./test-code";

export function httpTest(resource: Resource): string {
  const { names, fields, relations, isPublic } = resource;
  const { one, path, labels, a } = names;
  const refs = relations.filter(({ field }) => !field.isOptional);
  const own = fields.filter(({ kind }) => kind !== "ref");
  const input = object([
    ...refs.map((it) => [it.field.prop, `(await ${it.make("principal")}).id`] as const),
    ...own.map((field) => [field.prop, inputCode(field)] as const),
  ]);
  const isOfOwner = refs.some((it) => it.make("?").includes("?"));
  const inputs = refs.length
    ? `const makeInput = async (${when(isOfOwner, "principal: Principal")}) => (${input});`
    : `const input = ${input};`;
  const made = when(refs.length, `const json = await makeInput(${when(isOfOwner, "principal")});`);
  const [json, sent] = refs.length ? ["json", "json"] : ["input", "json: input"];
  const customer = `const { ${when(isOfOwner, "principal, ")}token } = await makeCustomer();`;
  const changed = object([
    ...fields
      .filter(({ kind }) => kind === "ref")
      .map(({ prop, isOptional }) => [prop, isOptional ? "null" : `created.${prop}`] as const),
    ...changes(fields, inputCode),
    ["version", "0"],
  ]);
  return `/** ${sentence(labels)} over HTTP. */
import { describe, expect, it } from "vitest";
${when(isOfOwner, 'import type { Principal } from "@/server/auth/principal";\n')}import { db } from "@/server/platform/db";
import { ${["makeCustomer", "makePersonalToken", ...new Set(refs.map((it) => it.make("").split("(")[0] as string))].join(", ")} } from "../setup/factories";
import { expectProblem, rest } from "../setup/http";

${inputs}

describe("${labels} over REST", () => {
  it("a script creates, reads, edits and deletes", async () => {
    ${customer}
    ${made}
    const response = await rest("POST /${path}", { token, ${sent} });
    expect(response.status).toBe(201);
    const created = await response.json();
    expect(created).toMatchObject(${json});
    expect(response.headers.get("location")).toBe(\`/api/v1/${path}/\${created.id}\`);

    const operation = \`/${path}/\${created.id}\`;
    expect(await (await rest(\`GET \${operation}\`, { token })).json()).toEqual(created);
    const { items } = await (await rest("GET /${path}", { token })).json();
    expect(items).toContainEqual(created);

    const changes = ${changed};
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
    ${made}
    const create = () => rest("POST /${path}", { token, headers: { "idempotency-key": "retried" }, ${sent} });
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
    ${made}
    await expectProblem(await rest("POST /${path}", { token: reader, ${sent} }), 403, refused);
  });
${when(
  isPublic,
  `
  it("a guest reads ${a}", async () => {
    ${customer}
    ${made}
    const { id } = await (await rest("POST /${path}", { token, ${sent} })).json();
    const ${one} = await (await rest(\`GET /${path}/\${id}\`)).json();
    expect(${one}).toMatchObject({ id, isMine: false });
  });
`,
)}});
`;
}
