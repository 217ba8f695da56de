/** Personal tokens, as their owner makes and sees them. tests/http/bearer.test.ts uses them. */
import { describe, expect, it } from "vitest";
import { MAX_TOKENS } from "@/domain/token";
import { createSecret, isSecret } from "@/server/auth/secret";
import { db } from "@/server/platform/db";
import { callerOf, makePrincipal } from "../setup/factories";

const script = { name: "Nightly export", scopes: ["orders:read"] as ["orders:read"] };

describe("a secret", () => {
  it("is known by its prefix and checksum, so that a scanner finds it and a slip of the pen is seen", () => {
    const secret = createSecret("rtp");
    expect(secret).toMatch(/^rtp_[0-9A-Za-z]{49}$/);
    expect(isSecret(secret, "rtp")).toBe(true);
    const other = secret.at(-1) === "0" ? "1" : "0";
    const wrong = [secret.slice(0, -1) + other, secret.slice(0, -1), `${secret}0`, secret.replace("rtp", "rtr"), ""];
    for (const text of wrong) expect(isSecret(text, "rtp")).toBe(false);
    expect(isSecret(secret, "rtr")).toBe(false);
    expect(createSecret("rtp")).not.toBe(secret);
  });
});

describe("a personal token", () => {
  it("tells its secret once, and is kept as a hash", async () => {
    const owner = await makePrincipal();
    const made = await callerOf(owner).token.create(script);
    expect(made).toMatchObject({ ...script, lastUsedAt: null });
    expect(isSecret(made.secret, "rtp")).toBe(true);

    const { items } = await callerOf(owner).token.list();
    const { secret, ...rest } = made;
    expect(items).toEqual([rest]);
    const row = await db.credential.findUniqueOrThrow({ where: { id: made.id } });
    expect(JSON.stringify(row)).not.toContain(secret);
  });

  it("expires when its owner said, in 30 days if they did not", async () => {
    const caller = callerOf(await makePrincipal());
    const days = async (expiresInDays?: number) => {
      const { createdAt, expiresAt } = await caller.token.create({ ...script, expiresInDays });
      return Math.round((expiresAt.getTime() - createdAt.getTime()) / 86_400_000);
    };
    expect([await days(), await days(1), await days(365)]).toEqual([30, 1, 365]);
    for (const wrong of [0, 366, 1.5]) await expect(days(wrong)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  it("needs a name and a scope that exist, each scope once", async () => {
    const caller = callerOf(await makePrincipal());
    const wrong = [{ name: " " }, { scopes: [] }, { scopes: ["admin"] }, { scopes: ["orders:read", "orders:read"] }];
    for (const part of wrong) {
      await expect(caller.token.create({ ...script, ...part } as never)).rejects.toMatchObject({ code: "BAD_REQUEST" });
    }
  });

  it("is gone from the list when it is revoked, and cannot be revoked twice", async () => {
    const caller = callerOf(await makePrincipal());
    const { id } = await caller.token.create(script);
    await caller.token.revoke({ id });
    expect((await caller.token.list()).items).toEqual([]);
    await expect(caller.token.revoke({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is one of at most fifty", async () => {
    const owner = await makePrincipal();
    const row = {
      kind: "PERSONAL",
      userId: owner.userId,
      name: "x",
      expiresAt: new Date(),
      idleExpiresAt: new Date(),
    } as const;
    const data = Array.from({ length: MAX_TOKENS }, (_, index) => ({ ...row, secretHash: `${owner.userId}-${index}` }));
    await db.credential.createMany({ data });
    await expect(callerOf(owner).token.create(script)).rejects.toMatchObject({ reason: "TOO_MANY_TOKENS" });

    await db.credential.deleteMany({ where: { userId: owner.userId, secretHash: `${owner.userId}-0` } });
    const tries = await Promise.allSettled(Array.from({ length: 10 }, () => callerOf(owner).token.create(script)));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("is not a session: nobody revokes somebody's session or login by its id here", async () => {
    const owner = await makePrincipal();
    const id = owner.credentialId;
    await expect(callerOf(owner).token.revoke({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
