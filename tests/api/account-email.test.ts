/** Addresses of accounts: verified by a link, changed from the new address, taken back from the old one. */
import { describe, expect, it } from "vitest";
import { VERIFIED_ONLY } from "@/domain/account";
import type { Principal } from "@/server/auth/principal";
import { db } from "@/server/platform/db";
import { appRouter } from "@/server/routers/_app";
import { checkPassword } from "@/server/services/account";
import { createLink, deleteOldLinks } from "@/server/services/account-link";
import { addFactor, removeFactor, replaceRecoveryCodes } from "@/server/services/factor";
import { startSession } from "@/server/services/session";
import { ALL_SCOPES, callerOf, makeLogin, makePersonalToken, makePrincipal, PASSWORD } from "../setup/factories";
import { anyAddress } from "../setup/http";
import { linkIn, mailsTo, readMail, turnMailsOn } from "../setup/mail";
import { statementsOf } from "./statements";

const guest = () => callerOf(null).accountLink;
/** In a session of the account. */
const own = (user: Principal) => callerOf(user).accountLink;
const anyEmail = () => `${crypto.randomUUID()}@example.test`;
const signUp = (email: string) => callerOf(null).account.signUp({ email, name: "Jo", password: PASSWORD });
const userOf = (email: string) => db.user.findUnique({ where: { email } });
const accountOf = (user: Principal) => callerOf(user).account.me();

/** The holder of an account that was made by signing up. */
async function principalOf(email: string): Promise<Principal> {
  const user = await db.user.findUniqueOrThrow({ where: { email } });
  const credentialId = await startSession(user, { address: anyAddress() });
  return { ...(await makePrincipal()), userId: user.id, credentialId, email, isVerified: false };
}

/** Changes the address of a user as far as to the mails. @returns the new address */
async function requestChange(user: Principal) {
  turnMailsOn();
  const newEmail = anyEmail();
  await callerOf(user).account.changeEmail({ newEmail });
  return newEmail;
}

async function changed(user: Principal) {
  const newEmail = await requestChange(user);
  await own(user).use({ secret: await linkIn(newEmail) });
  return newEmail;
}

describe("account.signUp, where mails are on", () => {
  it("answers alike for a known and an unknown address, with statements as many", async () => {
    turnMailsOn();
    const { email } = await makePrincipal();
    const answers: unknown[] = [];
    const counts = [];
    for (const address of [email, anyEmail()]) {
      counts.push((await statementsOf(async () => answers.push(await signUp(address)))).length);
    }
    expect(answers).toEqual([{ mailSent: true }, { mailSent: true }]);
    expect(counts[0]).toBe(counts[1]);
  });

  it("the owner of a known address gets a mail, and nothing of that account changes", async () => {
    turnMailsOn();
    const user = await makePrincipal();
    const before = await userOf(user.email);
    await signUp(user.email);
    expect((await readMail(user.email))?.subject).toBe("You already have an account");
    expect(await userOf(user.email)).toEqual(before);
  });

  it("creates an account that is verified by the link of its mail", async () => {
    turnMailsOn();
    const email = anyEmail();
    await signUp(email);
    expect(await userOf(email)).toMatchObject({ emailVerifiedAt: null });
    const secret = await linkIn(email);
    const user = await principalOf(email);
    expect(await own(user).use({ secret })).toEqual({ kind: "VERIFY_EMAIL" });
    expect(await userOf(email)).toMatchObject({ emailVerifiedAt: expect.any(Date) });
    await expect(own(user).use({ secret })).rejects.toMatchObject({ reason: "LINK_INVALID" });
  });

  it("sends at most 2 mails an hour to one address, and answers alike afterwards", async () => {
    turnMailsOn();
    const { email } = await makePrincipal();
    for (let call = 0; call < 5; call++) expect(await signUp(email)).toEqual({ mailSent: true });
    expect(await mailsTo(email)).toHaveLength(2); // a third is kept for a link for a new password
  });
});

describe("an account that is not verified", () => {
  it("gets no mails but those with its links: anybody could flood an address so", async () => {
    turnMailsOn();
    const user = await makePrincipal({ emailVerifiedAt: null });
    await callerOf(user).account.changePassword({ newPassword: "another long password" });
    expect(await mailsTo(user.email)).toEqual(["password-changed"]);
    expect(await readMail(user.email)).toBeNull();
  });

  it("can't become an administrator's", async () => {
    turnMailsOn();
    const [admin, user] = [await makePrincipal({ role: "ADMIN" }), await makePrincipal({ emailVerifiedAt: null })];
    const promote = callerOf(admin).admin.user.setRole({ id: user.userId, role: "ADMIN" });
    await expect(promote).rejects.toMatchObject({ reason: "EMAIL_NOT_VERIFIED" });
  });

  it("is refused what everyone reads, where mails are on", async () => {
    const user = await makePrincipal({ emailVerifiedAt: null });
    const rename = () => callerOf(user).account.update({ name: "Jo" });
    const listed = VERIFIED_ONLY as string[];
    listed.push("account.update");
    await rename();
    turnMailsOn();
    await expect(rename()).rejects.toMatchObject({ code: "FORBIDDEN", reason: "EMAIL_NOT_VERIFIED" });
    listed.pop();
    await rename();
  });

  it("is refused by names of procedures that exist", () => {
    expect(Object.keys(appRouter._def.procedures)).toEqual(expect.arrayContaining([...VERIFIED_ONLY]));
  });

  it("asks for another mail, at most 2 an hour: a third is kept for a new password", async () => {
    turnMailsOn();
    const user = await makePrincipal({ emailVerifiedAt: null });
    for (let call = 0; call < 2; call++) await callerOf(user).account.sendVerification({});
    await expect(callerOf(user).account.sendVerification({})).rejects.toMatchObject({ reason: "RATE_LIMITED" });
    await own(user).use({ secret: await linkIn(user.email) });
    expect(await accountOf(user)).toMatchObject({ emailVerified: true });
    expect(await readMail(user.email)).toBeNull(); // it is verified: the other mails need not be sent
    await guest().requestReset({ email: user.email });
    expect((await mailsTo(user.email)).at(-1)).toBe("reset-password");
  });

  it("asks for none if its address is verified, and uses up none of the mails to it", async () => {
    turnMailsOn();
    const user = await makePrincipal();
    for (let call = 0; call < 5; call++) await callerOf(user).account.sendVerification({});
    await guest().requestReset({ email: user.email });
    expect(await mailsTo(user.email)).toEqual(["reset-password"]);
  });
});

describe("account.changeEmail", () => {
  it("changes the address once it is confirmed from there, with a mail to the old one", async () => {
    const user = await makePrincipal();
    const newEmail = await requestChange(user);
    expect(await accountOf(user)).toMatchObject({ email: user.email, pendingEmail: newEmail });
    expect(await mailsTo(user.email)).toEqual([]);
    await own(user).use({ secret: await linkIn(newEmail) });
    expect(await accountOf(user)).toMatchObject({ email: newEmail, pendingEmail: null, emailVerified: true });
    const notice = await readMail(user.email);
    expect(notice?.paragraphs.join()).toContain(newEmail);
    expect(notice?.action?.label).toBe("Take it back");
  });

  it("answers alike for an address that has an account, whose owner is told", async () => {
    turnMailsOn();
    const [user, other] = [await makePrincipal(), await makePrincipal()];
    const input = { newEmail: other.email };
    expect(await callerOf(user).account.changeEmail(input)).toMatchObject({ pendingEmail: other.email });
    const mail = await readMail(other.email);
    expect([mail?.subject, mail?.action]).toEqual(["This address already has an account", undefined]);
  });

  it("can be cancelled: the link of its mail is of no use then", async () => {
    const user = await makePrincipal();
    const newEmail = await requestChange(user);
    const secret = await linkIn(newEmail);
    expect(await callerOf(user).account.cancelEmailChange({})).toMatchObject({ pendingEmail: null });
    await expect(guest().use({ secret })).rejects.toMatchObject({ reason: "LINK_INVALID" });
    expect(await accountOf(user)).toMatchObject({ email: user.email });
  });

  it("ends with an earlier request: only the latest address can be confirmed", async () => {
    const user = await makePrincipal();
    const first = await linkIn(await requestChange(user));
    const newEmail = await requestChange(user);
    await expect(guest().use({ secret: first })).rejects.toMatchObject({ reason: "LINK_INVALID" });
    await own(user).use({ secret: await linkIn(newEmail) });
    expect(await accountOf(user)).toMatchObject({ email: newEmail });
  });

  it("of two accounts that confirm one address at once, one gets it; the other keeps its own", async () => {
    turnMailsOn();
    const users = [await makePrincipal(), await makePrincipal()];
    const newEmail = anyEmail();
    const links: { user: Principal; secret: string }[] = [];
    for (const user of users) {
      await callerOf(user).account.changeEmail({ newEmail });
      links.push({ user, secret: await linkIn(newEmail) });
    }
    const results = await Promise.allSettled(links.map(({ user, secret }) => own(user).use({ secret })));
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const lost = results.find((it) => it.status === "rejected");
    expect(lost?.reason).toMatchObject({ reason: "EMAIL_TAKEN" });
    const emails = await Promise.all(users.map(async (user) => (await accountOf(user)).email));
    expect(emails.filter((email) => email === newEmail)).toHaveLength(1);
  });
});

it("an account that returns to its former address in the profile leaves the other one nothing to undo", async () => {
  turnMailsOn();
  const user = await makePrincipal();
  const intruders = await changed(user);
  await callerOf({ ...user, email: intruders }).account.changeEmail({ newEmail: user.email });
  await own(user).use({ secret: await linkIn(user.email) });
  expect(await accountOf(user)).toMatchObject({ email: user.email });
  expect(await db.formerEmail.count({ where: { userId: user.userId } })).toBe(0);
  expect((await mailsTo(intruders)).at(-1)).toBe("email-changed");
  expect(await readMail(intruders)).toBeNull(); // no link
});

describe("a link that gives an address to an account", () => {
  async function verifyLink(user: Principal) {
    await callerOf(user).account.sendVerification({});
    return linkIn(user.email);
  }
  const changeLink = async (user: Principal) => linkIn(await requestChange(user));

  it.each([
    ["VERIFY_EMAIL", verifyLink],
    ["CONFIRM_NEW_EMAIL", changeLink],
  ])("%s counts in a session of that account only, and stays valid for it", async (kind, requestLink) => {
    turnMailsOn();
    const [user, other] = [await makePrincipal({ emailVerifiedAt: null }), await makePrincipal()];
    const secret = await requestLink(user);
    const before = await userOf(user.email);
    for (const stranger of [guest(), own(other)]) {
      await expect(stranger.use({ secret })).rejects.toMatchObject({ code: "FORBIDDEN", reason: "LINK_NEEDS_SESSION" });
      expect(await stranger.find({ secret })).toMatchObject({ state: "USABLE", needsSession: true });
    }
    expect(await userOf(user.email)).toEqual(before);
    expect(await own(user).find({ secret })).toMatchObject({ state: "USABLE", needsSession: false });
    expect(await own(user).use({ secret })).toEqual({ kind });
    expect(await accountOf(user)).toMatchObject({ emailVerified: true });
  });

  it("counts no more once the session has ended, also for a call that is under way", async () => {
    turnMailsOn();
    const user = await makePrincipal({ emailVerifiedAt: null });
    const secret = await verifyLink(user);
    await db.credential.update({ where: { id: user.credentialId }, data: { revokedAt: new Date() } });
    await expect(own(user).use({ secret })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    expect(await guest().find({ secret })).toMatchObject({ state: "USABLE" });
  });

  it("whose owner did not make the account helps its maker to nothing; a new password takes it over", async () => {
    turnMailsOn();
    const email = anyEmail();
    await signUp(email);
    const secret = await linkIn(email);
    const stranger = await principalOf(email);
    await makeLogin(stranger);
    await expect(guest().use({ secret })).rejects.toMatchObject({ reason: "LINK_NEEDS_SESSION" });
    await guest().requestReset({ email });
    await guest().resetPassword({ secret: await linkIn(email), newPassword: "the owner's long one" });
    expect(await db.credential.count({ where: { userId: stranger.userId, revokedAt: null } })).toBe(0);
    expect(await checkPassword({ email, password: PASSWORD }, crypto.randomUUID())).toBeNull();
    expect(await userOf(email)).toMatchObject({ emailVerifiedAt: expect.any(Date) });
  });
});

describe("the old address, for 7 days", () => {
  it("is not free for other accounts, and is afterwards", async () => {
    const user = await makePrincipal();
    await changed(user);
    await signUp(user.email);
    expect(await userOf(user.email)).toBeNull();
    await db.formerEmail.updateMany({ where: { email: user.email }, data: { until: new Date() } });
    await signUp(user.email);
    expect(await userOf(user.email)).not.toBeNull();
  });

  it("undoes the change: everybody is signed out, and a link for a new password is sent there", async () => {
    const user = await makePrincipal();
    await makeLogin(user);
    await makePersonalToken(user, ALL_SCOPES[0]);
    const newEmail = await changed(user);
    const secret = await linkIn(user.email);
    expect(await guest().use({ secret })).toEqual({ kind: "UNDO_NEW_EMAIL" });
    const row = await db.user.findUniqueOrThrow({ where: { id: user.userId } });
    expect(row).toMatchObject({ email: user.email, passwordHash: null, pendingEmail: null });
    expect(await db.credential.count({ where: { userId: user.userId, revokedAt: null } })).toBe(0);
    expect(await checkPassword({ email: user.email, password: PASSWORD }, crypto.randomUUID())).toBeNull();
    expect((await mailsTo(user.email)).at(-1)).toBe("access-ended");
    await guest().resetPassword({ secret: await linkIn(user.email), newPassword: "mine again, at last" });
    expect(await userOf(newEmail)).toBeNull();
    expect(await readMail(newEmail)).toMatchObject({ subject: "Your email address was changed back" });
    expect((await readMail(newEmail))?.action).toBeUndefined();
  });

  it("undoes a second change, too, that the same intruder made", async () => {
    const user = await makePrincipal();
    const second = await changed(user);
    const undo = await linkIn(user.email);
    const third = await changed({ ...user, email: second });
    await guest().use({ secret: undo });
    expect(await userOf(user.email)).toMatchObject({ id: user.userId });
    await signUp(third);
    expect(await userOf(third)).not.toBeNull(); // nothing of the change is left
  });

  it.each(["take it back", "this was not me"])(
    "returns the account after another change, and “%s” pressed at the second address",
    async (button) => {
      const user = await makePrincipal();
      const second = await changed(user);
      const undo = await linkIn(user.email);
      const thief = { ...user, email: second };
      if (button === "take it back") {
        await changed(thief);
        await guest().use({ secret: await linkIn(second) });
      } else {
        const path = await createLink({ kind: "NOT_ME", userId: user.userId, email: second });
        await guest().use({ secret: path.split("link=")[1] ?? "" });
      }
      await guest().use({ secret: undo });
      expect(await userOf(user.email)).toMatchObject({ id: user.userId, passwordHash: null });
      expect((await mailsTo(user.email)).at(-1)).toBe("access-ended");
    },
  );

  it("is not reserved if nobody has proved it: a stranger could block an address so", async () => {
    const user = await makePrincipal({ emailVerifiedAt: null });
    await changed(user);
    await signUp(user.email);
    expect((await userOf(user.email))?.id).not.toBe(user.userId);
  });

  it("can't take the change back after 7 days", async () => {
    const user = await makePrincipal();
    await changed(user);
    const secret = await linkIn(user.email);
    await db.formerEmail.updateMany({ data: { until: new Date() } });
    await expect(guest().use({ secret })).rejects.toMatchObject({ reason: "LINK_INVALID" });
    expect((await guest().find({ secret })).state).toBe("USABLE"); // the failure has given it back
  });
});

it("the mail about a changed address says what taking the change back ends and removes", async () => {
  const user = await makePrincipal();
  await changed(user);
  const text = (await readMail(user.email))?.paragraphs.join(" ");
  expect(text).toContain("passkeys and apps that were added in the last 7 days are removed");
});

describe("“This was not me”", () => {
  const notMe = async ({ userId, email }: Principal) =>
    (await createLink({ kind: "NOT_ME", userId, email })).split("link=")[1] ?? "";

  it("ends the password and every credential, and sends a link for a new password", async () => {
    turnMailsOn();
    const user = await makePrincipal();
    await makePersonalToken(user, ALL_SCOPES[0]);
    await guest().use({ secret: await notMe(user) });
    expect(await db.credential.count({ where: { userId: user.userId, revokedAt: null } })).toBe(0);
    expect(await userOf(user.email)).toMatchObject({ passwordHash: null });
    expect(await mailsTo(user.email)).toEqual(["access-changed", "access-ended"]); // of the token, and of its end
    const mail = await readMail(user.email);
    expect(mail?.subject).toBe("All access was ended: choose a new password");
    const text = [...(mail?.paragraphs ?? []), ...(mail?.after ?? [])].join(" ");
    expect(text).toContain("added in the last 7 days no longer work");
    expect(text).not.toContain("nothing changes");
  });

  it("removes sign-in methods, and factors of the last 7 days; older passkeys stay as a second step", async () => {
    turnMailsOn();
    const [hijacked, own] = [await makePrincipal(), await makePrincipal()];
    const createdAt = new Date(Date.now() - 8 * 86_400_000);
    const factor = { kind: "PASSKEY", name: "Key" } as const;
    await db.factor.create({ data: { ...factor, userId: hijacked.userId } });
    await db.recoveryCode.create({ data: { userId: hijacked.userId, codeHash: "any" } });
    await db.factor.create({ data: { ...factor, userId: own.userId, createdAt } });
    await db.recoveryCode.create({ data: { userId: own.userId, codeHash: "any" } });
    const method = { provider: "github", issuer: "https://github.test", createdAt };
    await db.signInMethod.create({ data: { ...method, userId: own.userId, subject: own.userId } });
    await db.signInMethod.create({
      data: { ...method, createdAt: new Date(), userId: hijacked.userId, subject: hijacked.userId },
    });
    for (const user of [hijacked, own]) await guest().use({ secret: await notMe(user) });
    const leftOf = ({ userId }: Principal) =>
      Promise.all([
        db.factor.count({ where: { userId } }),
        db.recoveryCode.count({ where: { userId } }),
        db.signInMethod.count({ where: { userId } }),
      ]);
    expect([await leftOf(hijacked), await leftOf(own)]).toEqual([
      [0, 0, 0],
      [1, 0, 0],
    ]);
    expect(await db.factor.findFirst({ where: { userId: own.userId } })).toMatchObject({ isSecondStepOnly: true });
  });

  it("brings the account back if it was moved to another address meanwhile", async () => {
    const user = await makePrincipal();
    const secret = await notMe(user);
    await changed(user);
    await guest().use({ secret });
    expect(await userOf(user.email)).toMatchObject({ id: user.userId, passwordHash: null });
  });
});

describe("a mail about the ways in", () => {
  it("is sent when a factor is added or removed, and when recovery codes are replaced", async () => {
    turnMailsOn();
    const user = await makePrincipal();
    await addFactor(user, { kind: "PASSKEY", name: "Key" });
    await replaceRecoveryCodes(user);
    const factor = await db.factor.findFirstOrThrow({ where: { userId: user.userId } });
    await removeFactor({ ...factor, userId: user.userId }, user);
    const mails = await db.mail.findMany({ where: { address: user.email }, orderBy: { createdAt: "asc" } });
    expect(mails.map(({ template, data }) => [template, data])).toEqual([
      ["access-changed", { what: "a passkey was added" }],
      ["access-changed", { what: "the recovery codes were replaced" }],
      ["access-changed", { what: "a passkey was removed" }],
    ]);
    expect((await readMail(user.email))?.action?.label).toBe("This was not me");
  });

  it("is not sent to a temporary account, which keeps its address, too", async () => {
    turnMailsOn();
    const user = await makePrincipal({ email: `${crypto.randomUUID()}@sandbox.invalid` });
    await addFactor(user, { kind: "PASSKEY", name: "Key" });
    expect(await mailsTo(user.email)).toEqual([]);
    const change = callerOf(user).account.changeEmail({ newEmail: anyEmail() });
    await expect(change).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

it("old links and former addresses are deleted, present ones stay", async () => {
  const user = await makePrincipal();
  await changed(user);
  const DAYS_40 = 40 * 86_400_000;
  const [first] = await db.accountLink.findMany({ where: { userId: user.userId } });
  await db.accountLink.update({ where: { id: first?.id }, data: { expiresAt: new Date(Date.now() - DAYS_40) } });
  const count = await db.accountLink.count({ where: { userId: user.userId } });
  expect(await deleteOldLinks()).toBeGreaterThan(0);
  expect(await db.accountLink.count({ where: { userId: user.userId } })).toBe(count - 1);
  expect(await db.formerEmail.count({ where: { userId: user.userId } })).toBe(1);
});
