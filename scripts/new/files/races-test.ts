/** `tests/api/review-races.test.ts`: parallel writes. */
import { when } from "../code";
import { type Resource, uniqueField } from "../resource";
import { inputCode } from "../values";
import { changes, kept, object } from "./test-code";

export function racesTest(resource: Resource): string {
  const { names, fields, relations } = resource;
  const { type, one, constants, constant, labels, stem } = names;
  const unique = uniqueField(resource);
  const edit = object([["id", "id"], ...changes(fields, inputCode), ...kept(fields, one), ["version", "0"]]);
  const rest = fields.some(({ kind }) => kind === "ref");
  // One row for all calls: those that the owner makes are limited per hour as well.
  const needed = relations.filter(({ field }) => !field.isOptional);
  const targets = needed.map((it) => `const { id: ${it.field.prop} } = await ${it.make("owner")};`).join("\n  ");
  const props = needed.map(({ field }) => field.prop);
  const references = when(props.length, `, { ${props.join(", ")} }`);
  const factories = new Set(needed.map(({ make }) => make("").split("(")[0] as string));
  const tooMany = `TOO_MANY_${constants}`;
  return `/** Parallel writes of ${labels}. */
import { expect, it } from "vitest";
import { MAX_${constants} } from "@/domain/${stem}";
import { db } from "@/server/platform/db";
import { ${["callerOf", `make${type}`, "makePrincipal", ...factories].join(", ")} } from "../setup/factories";
import { fill${names.types} } from "../setup/${names.stem}-inputs";

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
  ${targets}
  const results = await tally(times(10, () => make${type}(owner${references})));
  expect(results).toEqual({ OK: 1, ${tooMany}: 9 });
  expect(await db.${one}.count({ where: { ownerId: owner.userId } })).toBe(MAX_${constants});
});
${when(
  unique,
  `
it("create: of 10 parallel calls with one ${unique?.label}, one wins", async () => {
  const owner = await makePrincipal();
  ${targets}
  const data = { ${[`${unique?.prop}: ${unique && inputCode(unique)}`, ...props].join(", ")} };
  const results = await tally(times(10, () => make${type}(owner, data)));
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
