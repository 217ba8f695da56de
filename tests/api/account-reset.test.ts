/** A new password by mail: what it ends, what it needs, and what a stranger learns from it. */
import { describe, expect, it } from "vitest";
import type { Principal } from "@/server/auth/principal";
import { db } from "@/server/platform/db";
import { checkPassword } from "@/server/services/account";
import { createLink } from "@/server/services/account-link";
import { composeMail } from "@/server/services/mail-texts";
import {
  ALL_SCOPES,
  callerOf,
  makeLogin,
  makePersonalToken,
  makePrincipal,
  makeSession,
  PASSWORD,
} from "../setup/factories";
import { linkIn, mailsTo, readMail, turnMailsOn } from "../setup/mail";
import { statementsOf } from "./statements";

const NEW = "a password from the mail";
const guest = () => callerOf(null).accountLink;
const anyEmail = () => `${crypto.randomUUID()}@example.test`;
const matches = ({ email }: Principal, password: string) => checkPassword({ email, password }, crypto.randomUUID());
const credentialsOf = async ({ userId }: Principal) =>
  (await db.credential.findMany({ where: { userId, revokedAt: null } })).map(({ kind }) => kind);

async function requestLink(email: string) {
  turnMailsOn();
  await guest().requestReset({ email });
  return linkIn(email);
}

describe("accountLink.requestReset", () => {
  it("does the same statements for a known and an unknown address, and queues the same row", async () => {
    turnMailsOn();
    const { email } = await makePrincipal();
    const unknown = anyEmail();
    const known = await statementsOf(() => guest().requestReset({ email }));
    expect(await statementsOf(() => guest().requestReset({ email: unknown }))).toEqual(known);
    const rows = await db.mail.findMany({ where: { address: { in: [email, unknown] } } });
    expect(rows.map(({ template, userId }) => [template, userId])).toEqual(Array(2).fill(["reset-password", null]));
  });

  it("is a mail with a link for an account, and none for an unknown or disabled one", async () => {
    turnMailsOn();
    const [user, disabled] = [await makePrincipal(), await makePrincipal({ disabledAt: new Date() }).catch(() => null)];
    expect(disabled).toBeNull(); // nobody can be signed in to it
    await guest().requestReset({ email: user.email });
    expect((await readMail(user.email))?.action?.path).toMatch(/^\/reset-password\?link=rtl_/);
    const unknown = anyEmail();
    await guest().requestReset({ email: unknown });
    expect(await readMail(unknown)).toBeNull();
    await db.user.update({ where: { id: user.userId }, data: { disabledAt: new Date() } });
    expect(await readMail(user.email)).toBeNull();
  });

  it("queues at most 3 mails an hour for one address, and answers alike afterwards", async () => {
    turnMailsOn();
    const { email } = await makePrincipal();
    for (let call = 0; call < 5; call++) expect(await guest().requestReset({ email })).toBeUndefined();
    expect(await mailsTo(email)).toHaveLength(3);
  });

  it("is a 404 where mails are off", async () => {
    await expect(guest().requestReset({ email: anyEmail() })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("accountLink.resetPassword", () => {
  it("sets the password, ends sessions and logins, and begins none; tokens stay", async () => {
    const user = await makePrincipal();
    await makeSession(user);
    await makeLogin(user);
    await makePersonalToken(user, ALL_SCOPES[0]);
    const secret = await requestLink(user.email);
    await guest().resetPassword({ secret, newPassword: NEW });
    expect(await matches(user, NEW)).toMatchObject({ id: user.userId });
    expect(await matches(user, PASSWORD)).toBeNull();
    expect(await credentialsOf(user)).toEqual(["PERSONAL"]);
    expect(await db.user.findUnique({ where: { id: user.userId } })).toMatchObject({
      emailVerifiedAt: expect.any(Date),
    });
    expect(await mailsTo(user.email)).toEqual(["reset-password", "password-changed"]);
  });

  it("ends all that was added before anybody proved the address: a stranger may have signed up with it", async () => {
    const user = await makePrincipal({ emailVerifiedAt: null });
    const { userId } = user;
    await makePersonalToken(user, ALL_SCOPES[0]);
    await db.factor.create({ data: { kind: "PASSKEY", name: "Key", userId, createdAt: new Date(0) } });
    await guest().resetPassword({ secret: await requestLink(user.email), newPassword: NEW });
    expect([await credentialsOf(user), await db.factor.count({ where: { userId } })]).toEqual([[], 0]);
  });

  it("ends personal tokens, too, if the user chooses so", async () => {
    const user = await makePrincipal();
    await makePersonalToken(user, ALL_SCOPES[0]);
    await guest().resetPassword({ secret: await requestLink(user.email), newPassword: NEW, endTokens: true });
    expect(await credentialsOf(user)).toEqual([]);
  });

  it("of 20 parallel uses of a link one wins", async () => {
    const user = await makePrincipal();
    const secret = await requestLink(user.email);
    const uses = Array.from({ length: 20 }, (_, index) =>
      guest().resetPassword({ secret, newPassword: `${NEW} ${index}` }),
    );
    const results = await Promise.allSettled(uses);
    const winner = results.findIndex(({ status }) => status === "fulfilled");
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of results.filter((it) => it.status === "rejected")) {
      expect(result.reason).toMatchObject({ reason: "LINK_INVALID" });
    }
    expect(await matches(user, `${NEW} ${winner}`)).not.toBeNull();
  });

  it("uses up the links of earlier mails", async () => {
    const user = await makePrincipal();
    const earlier = await requestLink(user.email);
    await guest().resetPassword({ secret: await requestLink(user.email), newPassword: NEW });
    expect((await guest().find({ secret: earlier })).state).toBe("USED");
    await expect(guest().resetPassword({ secret: earlier, newPassword: NEW })).rejects.toMatchObject({
      reason: "LINK_INVALID",
    });
  });

  it.each([
    ["too old", (secret: string) => db.accountLink.updateMany({ data: { expiresAt: new Date() } }).then(() => secret)],
    ["of an address that the account has no more", async (_: string, { userId }: Principal) => resetLink(userId)],
    ["of another kind", async (_: string, { userId, email }: Principal) => otherLink(userId, email)],
    ["incomplete", async (secret: string) => secret.slice(0, -1)],
    ["empty", async () => ""],
  ])("refuses a link that is %s, and changes nothing", async (_what, spoil) => {
    const user = await makePrincipal();
    const secret = await spoil(await requestLink(user.email), user);
    await expect(guest().resetPassword({ secret, newPassword: NEW })).rejects.toMatchObject({ reason: "LINK_INVALID" });
    expect(await matches(user, PASSWORD)).not.toBeNull();
    expect(await credentialsOf(user)).toEqual(["SESSION"]);
  });

  it("ends a change of the address that waits for its confirmation", async () => {
    turnMailsOn();
    const [user, newEmail] = [await makePrincipal(), anyEmail()];
    await callerOf(user).account.changeEmail({ newEmail });
    const [mail, secret] = [await db.mail.findFirstOrThrow({ where: { address: newEmail } }), await linkIn(newEmail)];
    await guest().resetPassword({ secret: await requestLink(user.email), newPassword: NEW });
    const confirm = callerOf(user).accountLink.use({ secret });
    await expect(confirm).rejects.toMatchObject({ reason: "LINK_INVALID" });
    expect(await composeMail({ ...mail, data: {} })).toBeNull();
  });
});

const resetLink = async (userId: string) =>
  (await createLink({ kind: "RESET_PASSWORD", userId, email: anyEmail() })).split("link=")[1] ?? "";
const otherLink = async (userId: string, email: string) =>
  (await createLink({ kind: "VERIFY_EMAIL", userId, email })).split("link=")[1] ?? "";

describe("the secret of a link", () => {
  it("is stored as a hash only, and not in the mail's row", async () => {
    const user = await makePrincipal();
    const secret = await requestLink(user.email);
    const stored = JSON.stringify([await db.accountLink.findMany(), await db.mail.findMany()]);
    expect(stored).toContain(user.userId);
    expect(stored).not.toContain(secret);
  });

  it("is found without being used up", async () => {
    const user = await makePrincipal();
    const secret = await requestLink(user.email);
    for (let look = 0; look < 3; look++) {
      expect(await guest().find({ secret })).toMatchObject({
        kind: "RESET_PASSWORD",
        state: "USABLE",
        email: user.email,
      });
    }
    await guest().resetPassword({ secret, newPassword: NEW });
    expect(await guest().find({ secret })).toMatchObject({ kind: "RESET_PASSWORD", state: "USED", email: null });
    expect(await guest().find({ secret: "rtl_none" })).toMatchObject({ kind: null, state: "UNKNOWN", email: null });
  });
});
