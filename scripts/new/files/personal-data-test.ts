import type { Resource } from "../resource";

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
import { fill${names.types} } from "../setup/${names.stem}-inputs";
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
