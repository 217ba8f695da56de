import "server-only";
import type { Account, SignedUp, SignIn, SignInOptions, SignUp, UpdateAccount } from "@/domain/account.schema";
import { changedFields } from "@/domain/security-event";
import type { TokenPair } from "@/domain/token.schema";
import { isMailKept, isMailOn } from "@/env";
import type { Prisma } from "@/generated/prisma/client";
import { hashPassword, verifyPassword } from "@/server/auth/password";
import { listProviders } from "@/server/auth/providers";
import { AppError, conflict, unauthorized, wrongCredentials } from "@/server/core/errors";
import { db, transact } from "@/server/platform/db";
import { limitAttempts, refundRateLimit, resetRateLimit } from "@/server/platform/rate-limit";
import { countSecurityEvent, logRefusal, recordSecurityEvents } from "@/server/platform/security-log";
import { claimAddress } from "./account-address";
import { endLinks } from "./account-link";
import { endWaysIn } from "./account-lockdown";
import type { VerifiedUser } from "./challenge";
import { type Holder, lockCaller } from "./lock-caller";
import { mayRequestMail, queueMail } from "./mail-outbox";
import { requireGoodPassword } from "./password-rules";
import { type SignInOrigin, startLogin } from "./session";

const selectAccount = {
  id: true,
  email: true,
  emailVerifiedAt: true,
  pendingEmail: true,
  name: true,
  role: true,
  createdAt: true,
  version: true,
} satisfies Prisma.UserSelect;

type Selected = Prisma.UserGetPayload<{ select: typeof selectAccount }>;
const toAccount = ({ emailVerifiedAt, ...user }: Selected): Account => ({
  ...user,
  emailVerified: emailVerifiedAt !== null,
});

/**
 * Creates a customer. Where mails are on, the answer and the work are the same for an address that has an account; a mail to it says
 * which it was.
 * @throws CONFLICT (EMAIL_TAKEN) without mails, if the address has an account; as requireGoodPassword
 */
export async function signUp({ email, name, password }: SignUp): Promise<SignedUp> {
  await requireGoodPassword(password, { email, name }, "password");
  const passwordHash = await hashPassword(password);
  const isMailed = isMailOn() && (await mayRequestMail(email));
  const { isNew, userId } = await transact(async (tx) => {
    const isFree = await claimAddress(tx, email);
    const [user] = isFree
      ? await tx.user.createManyAndReturn({ data: [{ email, name, passwordHash }], select: { id: true } })
      : await tx.user.findMany({ where: { email }, select: { id: true } });
    if (isMailed) {
      await queueMail(tx, { template: isFree ? "verify-email" : "address-known", userId: user?.id, to: email });
    }
    return { isNew: isFree, userId: user?.id };
  });
  // Both in the background, so that they take the same time.
  if (isNew) countSecurityEvent({ kind: "account.created", userId });
  else logRefusal("sign-up.refused", { why: "email taken", email });
  if (isNew || isMailOn()) return { mailSent: isMailOn() };
  const message = "This email already has an account. Sign in instead.";
  throw conflict("EMAIL_TAKEN", message, [{ path: "email", message }]);
}

/** What the pages for visitors offer. */
export const getSignInOptions = (): SignInOptions => ({
  mail: isMailOn(),
  mailbox: isMailKept(),
  providers: listProviders(),
});

/**
 * Creates an administrator, or promotes an existing account, and enables it again if it was disabled. Its password stays if its address is
 * verified; otherwise anybody may have signed up with it: every way in ends, and it gets this password.
 * @returns whether the password is the given one
 */
export async function createAdmin({ email, name, password }: SignUp): Promise<{ isPasswordSet: boolean }> {
  const passwordHash = await hashPassword(password);
  const proof = { passwordHash, emailVerifiedAt: new Date() };
  const role = "ADMIN";
  return transact(async (tx) => {
    const user = await tx.user.findUnique({ where: { email } });
    if (!user) {
      const { id: userId } = await tx.user.create({ data: { email, name, role, ...proof } });
      await recordSecurityEvents(tx, { kind: "account.created", userId, details: { role } });
      return { isPasswordSet: true };
    }
    const isVerified = user.emailVerifiedAt !== null;
    const reset = isVerified ? {} : { ...proof, pendingEmail: null };
    const data = { role, disabledAt: null, version: { increment: 1 }, ...reset } as const;
    await tx.user.update({ where: { id: user.id }, data });
    if (!isVerified) {
      await endWaysIn(tx, user);
      await endLinks(tx, user.id, ["VERIFY_EMAIL", "CONFIRM_NEW_EMAIL", "RESET_PASSWORD"]);
    }
    await recordSecurityEvents(tx, { kind: "role.changed", userId: user.id, changes: changedFields({}, { role }) });
    return { isPasswordSet: !isVerified };
  });
}

/**
 * The user with this email and password, or null. Unknown email, wrong password and disabled account cost the same work
 * and give the same result; the log has the difference. Failures are limited by address, and by address and
 * account together, so that one user cannot lock another out. A success takes its own count back: a school signs in from one
 * address.
 * @throws TOO_MANY_REQUESTS, or SERVICE_UNAVAILABLE if tries cannot be counted
 */
export async function checkPassword({ email, password }: SignIn, address: string): Promise<VerifiedUser | null> {
  const limits = [
    ["sign-in-address", address],
    ["sign-in-account", `${address} ${email}`],
  ] as const;
  const { user, matches } = await limitAttempts(limits, async () => {
    const user = await db.user.findUnique({ where: { email } });
    return { user, matches: await verifyPassword(user?.passwordHash, password) };
  }).catch((error: unknown) => {
    if (error instanceof AppError && error.limit) logRefusal("sign-in.refused", { why: "too many attempts", email });
    throw error;
  });
  if (user && matches && !user.disabledAt) {
    await refundRateLimit("sign-in-address", address);
    await resetRateLimit("sign-in-account", `${address} ${email}`);
    return { id: user.id, accessVersion: user.accessVersion, method: "password" };
  }
  const why = !user ? "unknown account" : !matches ? "wrong password" : "disabled account";
  logRefusal("sign-in.refused", { userId: user?.id, why, email });
  return null;
}

/** @throws UNAUTHORIZED if the account was just deleted */
export async function getAccount(id: string): Promise<Account> {
  const account = await db.user.findUnique({ where: { id, deletedAt: null }, select: selectAccount });
  if (!account) throw unauthorized();
  return toAccount(account);
}

/**
 * Changes the name.
 * @param input with `version`, only if the account still has it
 * @throws PRECONDITION_FAILED (VERSION_MISMATCH) if it has not; as lockCaller
 */
export function updateAccount(caller: Holder, { name, version }: UpdateAccount): Promise<Account> {
  return transact(async (tx) => {
    await lockCaller(tx, caller);
    const [account] = await tx.user.updateManyAndReturn({
      where: { id: caller.userId, version },
      data: { name, version: { increment: 1 } },
      select: selectAccount,
    });
    if (account) return toAccount(account);
    throw new AppError("PRECONDITION_FAILED", "The account has changed since you read it. Read it again and decide.", {
      reason: "VERSION_MISMATCH",
    });
  });
}

/** Starts an API login. @throws UNAUTHORIZED (WRONG_CREDENTIALS), the same for an unknown email and a wrong password */
export async function login(input: SignIn, origin: SignInOrigin): Promise<TokenPair> {
  const user = await checkPassword(input, origin.address);
  if (user) return startLogin(user, origin);
  throw wrongCredentials();
}
