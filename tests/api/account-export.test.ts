/** account.export and account.exportSection: all data of the user, none of others, and no secrets. */
import { describe, expect, it } from "vitest";
import { SessionExport, TokenExport } from "@/domain/personal-data.schema";
import type { Principal } from "@/server/auth/principal";
import { db } from "@/server/platform/db";
import { ALL_SCOPES, callerOf, makeLogin, makePersonalToken, makePrincipal } from "../setup/factories";
import { readSection, readSections } from "../setup/pages";

const exportOf = async (user: Principal) =>
  JSON.stringify([await callerOf(user).account.export(), await readSections(user)]);

describe("account.export", () => {
  it("has the account and the names of all sections", async () => {
    const user = await makePrincipal({ name: "Ada" });
    const { account, exportedAt, sections } = await callerOf(user).account.export();
    expect(account).toMatchObject({ id: user.userId, email: user.email, name: "Ada" });
    expect(exportedAt).toBeInstanceOf(Date);
    expect(sections).toEqual(expect.arrayContaining(["sessions", "tokens"]));
    expect(new Set(sections).size).toBe(sections.length);
  });
});

describe("account.exportSection", () => {
  it("has sessions, logins and tokens, ended ones included, newest first", async () => {
    const user = await makePrincipal();
    const login = await makeLogin(user);
    await callerOf(null).session.refresh(login);
    await db.credential.updateMany({
      where: { userId: user.userId, kind: "LOGIN" },
      data: { revokedAt: new Date(), userAgent: "curl/8.5.0" },
    });
    await makePersonalToken(user, ALL_SCOPES[0]);

    const sessions = (await readSection(user, "sessions")).map((it) => SessionExport.strict().parse(it));
    expect(sessions.map(({ kind, device, revokedAt }) => [kind, device, revokedAt !== null])).toEqual([
      ["LOGIN", "curl", true],
      ["SESSION", "Unknown device", false],
    ]);
    const tokens = (await readSection(user, "tokens")).map((it) => TokenExport.strict().parse(it));
    expect(tokens).toMatchObject([{ name: "Script", scopes: [ALL_SCOPES[0]], revokedAt: null }]);
  });

  it("has no hash, no secret and no id of a credential", async () => {
    const user = await makePrincipal();
    const { refreshToken } = await makeLogin(user);
    const secret = await makePersonalToken(user, ALL_SCOPES[0]);
    const all = await exportOf(user);
    const { passwordHash } = await db.user.findUniqueOrThrow({ where: { id: user.userId } });
    const rows = await db.credential.findMany({ where: { userId: user.userId } });
    const hashes = rows.flatMap((row) => [row.secretHash, row.refreshHash]).filter((hash) => hash !== null);
    expect(hashes).toHaveLength(3);
    for (const hidden of [passwordHash, secret, refreshToken, ...hashes]) expect(all).not.toContain(hidden);
    expect(all).not.toMatch(/argon2|hash/i);
    // A session cookie names its credential by id.
    for (const { id } of rows) expect(all).not.toContain(id);
  });

  it("has nothing of other users", async () => {
    const [user, other] = [await makePrincipal(), await makePrincipal()];
    await makePersonalToken(user, ALL_SCOPES[0]);
    const { id } = await callerOf(other).token.create({ name: "Of the other user", scopes: [ALL_SCOPES[0]] });
    const all = await exportOf(user);
    for (const foreign of [other.userId, other.email, id, "Of the other user"]) expect(all).not.toContain(foreign);
    expect(await readSection(user, "sessions")).toHaveLength(1);
  });

  it.each(["SESSION", "PERSONAL"] as const)("%s: 1,100 rows come in pages of 500, each once", async (kind) => {
    const user = await makePrincipal();
    const later = new Date(Date.now() + 60_000);
    const data = Array.from({ length: 1100 }, (_, index) => ({
      userId: user.userId,
      kind,
      name: `Row ${index}`,
      userAgent: `Row ${index}`,
      secretHash: kind === "PERSONAL" ? `${user.userId} ${index}` : undefined,
      idleExpiresAt: later,
      expiresAt: later,
    }));
    await db.credential.deleteMany({ where: { userId: user.userId } });
    await db.credential.createMany({ data });
    const sizes: number[] = [];
    const rows = await readSection(user, kind === "SESSION" ? "sessions" : "tokens", (page) => sizes.push(page.length));
    expect(sizes).toEqual([500, 500, 100]);
    const names = rows.map((it) => (it as Record<string, unknown>)[kind === "SESSION" ? "userAgent" : "name"]);
    expect(new Set(names).size).toBe(1100);
  });

  it.each(["passwords", "", "__proto__", "constructor"])("rejects the unknown section %j", async (section) => {
    const caller = callerOf(await makePrincipal());
    const { sections } = await caller.account.export();
    await expect(caller.account.exportSection({ section })).rejects.toMatchObject({
      code: "BAD_REQUEST",
      issues: [{ path: "section", message: `Must be one of: ${sections.join(", ")}.` }],
    });
  });

  it("rejects an invalid cursor", async () => {
    const { account } = callerOf(await makePrincipal());
    const page = account.exportSection({ section: "sessions", cursor: "AAAA" });
    await expect(page).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});
