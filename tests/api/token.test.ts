/** Personal tokens: secrets, token.create, token.list, token.revoke. tests/http/bearer.test.ts sends them. */
import { describe, expect, it } from "vitest";
import { identify } from "@/server/auth/identity";
import type { Principal } from "@/server/auth/principal";
import { createSecret, isSecret } from "@/server/auth/secret";
import { db } from "@/server/platform/db";
import { findToken, revokeToken } from "@/server/services/token";
import { ALL_SCOPES, callerOf, makePrincipal } from "../setup/factories";
import { mailsTo, readMail, turnMailsOn } from "../setup/mail";
import { fillTokens } from "../setup/sign-in-inputs";

const script = { name: "Nightly export", scopes: [ALL_SCOPES[0]] };

/** A new token as the owner's base procedure loads it. */
async function makeOwnToken(owner: Principal) {
  const { id } = await callerOf(owner).token.create(script);
  const token = await findToken(id, owner.userId);
  if (!token) throw new Error("The owner has no token.");
  return token;
}

describe("secret", () => {
  it("has a prefix and a checksum, so that scanners find it and typos are detected", () => {
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

describe("personal token", () => {
  it("shows its secret once, and is stored as a hash", async () => {
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

  it("wants a fresh proof, and its owner gets a mail about it that has no link of the name", async () => {
    turnMailsOn();
    const owner = await makePrincipal();
    const stale = callerOf({ ...owner, hasFreshProof: false }).token.create(script);
    await expect(stale).rejects.toMatchObject({ code: "FORBIDDEN", reason: "FRESH_PROOF_REQUIRED" });
    expect(await mailsTo(owner.email)).toEqual([]);
    const name = "”. <b>Sign in</b> at https://evil.test/you?a=1 or mail me@evil.test at once";
    await callerOf(owner).token.create({ ...script, name });
    const text = (await readMail(owner.email))?.paragraphs.join(" ") ?? "";
    expect(text).toContain("an access token named “b Sign in b at https evil test you a 1 o” was created");
    expect(text).not.toMatch(/evil\.|https:|@|</);
  });

  it("a scope that no longer exists permits nothing and hides nothing", async () => {
    const owner = await makePrincipal();
    const made = await callerOf(owner).token.create(script);
    await db.credential.update({ where: { id: made.id }, data: { scopes: [...script.scopes, "removed:read"] } });
    expect((await callerOf(owner).token.list()).items).toMatchObject([script]);
    const headers = new Headers({ authorization: `Bearer ${made.secret}` });
    expect(await identify(headers, "192.0.2.1", [])).toMatchObject({ principal: { scopes: script.scopes } });
    expect((await callerOf(owner).account.exportSection({ section: "tokens" })).items).toMatchObject([script]);
  });

  it("has no permission if its row has no list of them", async () => {
    const made = await callerOf(await makePrincipal()).token.create(script);
    await db.$executeRaw`UPDATE credentials SET scopes = NULL WHERE id = ${made.id}`;
    const headers = new Headers({ authorization: `Bearer ${made.secret}` });
    expect(await identify(headers, "192.0.2.1", [])).toMatchObject({ principal: { scopes: [] } });
  });

  it("expires after 1 to 365 days, by default after 30", async () => {
    const caller = callerOf(await makePrincipal());
    const days = async (expiresInDays?: number) => {
      const { createdAt, expiresAt } = await caller.token.create({ ...script, expiresInDays });
      return Math.round((expiresAt.getTime() - createdAt.getTime()) / 86_400_000);
    };
    expect([await days(), await days(1), await days(365)]).toEqual([30, 1, 365]);
    for (const wrong of [0, 366, 1.5]) await expect(days(wrong)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  it("requires a name and at least one known scope, each once", async () => {
    const caller = callerOf(await makePrincipal());
    const wrong = [{ name: " " }, { scopes: [] }, { scopes: ["admin"] }, { scopes: [ALL_SCOPES[0], ALL_SCOPES[0]] }];
    for (const part of wrong) {
      await expect(caller.token.create({ ...script, ...part } as never)).rejects.toMatchObject({ code: "BAD_REQUEST" });
    }
  });

  it("revoked: no longer in the list, and a second call is NOT_FOUND", async () => {
    const caller = callerOf(await makePrincipal());
    const { id } = await caller.token.create(script);
    await caller.token.revoke({ id });
    expect((await caller.token.list()).items).toEqual([]);
    await expect(caller.token.revoke({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("maximum 50 per user, also for 10 parallel calls", async () => {
    const owner = await makePrincipal();
    await fillTokens(owner);
    await expect(callerOf(owner).token.create(script)).rejects.toMatchObject({ reason: "TOO_MANY_TOKENS" });

    await db.credential.deleteMany({ where: { userId: owner.userId, secretHash: `${owner.userId}-0` } });
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => callerOf(owner).token.create(script)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("token.revoke rejects the id of a session", async () => {
    const owner = await makePrincipal();
    const id = owner.credentialId;
    await expect(callerOf(owner).token.revoke({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("revoked by 2 parallel calls: one succeeds, one is NOT_FOUND", async () => {
    const owner = await makePrincipal();
    const token = await makeOwnToken(owner);
    const results = await Promise.allSettled([revokeToken(token), revokeToken(token)]);
    expect(results.map((it) => (it.status === "rejected" ? it.reason.code : "OK")).sort()).toEqual(["NOT_FOUND", "OK"]);
    expect(await db.change.count({ where: { userId: owner.userId, rowId: token.id } })).toBe(2);
  });
});
