/** `tests/api/review-races.test.ts`: parallel writes. */
import { when } from "../code";
import { type Resource, uniqueField } from "../resource";
import { inputCode } from "../values";
import { changes, kept, object } from "./test-code";

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
  const results = await tally(times(10, () => make${type}(owner)));
  expect(results).toEqual({ OK: 1, ${tooMany}: 9 });
  expect(await db.${one}.count({ where: { ownerId: owner.userId } })).toBe(MAX_${constants});
});
${when(
  unique,
  `
it("create: of 10 parallel calls with one ${unique?.label}, one wins", async () => {
  const owner = await makePrincipal();
  const data = { ${unique?.prop}: ${unique && inputCode(unique)} };
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
