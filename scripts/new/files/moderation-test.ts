/** `tests/api/review-moderation.test.ts`: hiding and restoring. */
import { when } from "../code";
import type { Resource } from "../resource";
import { editCode } from "./test-code";

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
