/** `tests/api/review-plan.test.ts`: the plans of its lists. */
import { when, wrap } from "../code";
import { columnsOf, type Relation, type Resource } from "../resource";
import { sqlCode } from "../values";

/** The code of a row that is referred to, for rows that the database gets directly: its owner does not matter. */
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
