import "server-only";
import type { z } from "zod";
import type { Account, SignIn, SignUp, UpdateAccount } from "@/domain/account.schema";
import type { TokenPair } from "@/domain/token.schema";
import { Prisma } from "@/generated/prisma/client";
import { db } from "@/server/platform/db";
import { conflict, AppError, unauthorized, wrongCredentials } from "@/server/core/errors";
import { log } from "@/server/platform/log";
import { hashPassword, verifyPassword } from "@/server/auth/password";
import { consumeRateLimit, resetRateLimit } from "@/server/platform/rate-limit";
import { type VerifiedUser, type SignInOrigin, startLogin } from "./session";

const selectAccount = {
  id: true,
  email: true,
  name: true,
  role: true,
  createdAt: true,
  version: true,
} satisfies Prisma.UserSelect;

/** Makes a customer. @throws CONFLICT (EMAIL_TAKEN) if the address has an account */
export async function signUp({ email, name, password }: z.output<typeof SignUp>): Promise<z.output<typeof Account>> {
  const passwordHash = await hashPassword(password);
  try {
    return await db.user.create({ data: { email, name, passwordHash }, select: selectAccount });
  } catch (error) {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== "P2002") throw error;
    const message = "There is an account with this e-mail address already. Sign in instead.";
    throw conflict("EMAIL_TAKEN", message, [{ path: "email", message }]);
  }
}

/**
 * Makes an administrator, or one of an account that exists; its password then stays as it is, and it is let in again
 * if it was disabled.
 * @returns whether the account is new
 */
export async function makeAdmin({ email, name, password }: z.output<typeof SignUp>): Promise<{ isNew: boolean }> {
  const data = { role: "ADMIN", disabledAt: null, version: { increment: 1 } } as const;
  const { count } = await db.user.updateMany({ where: { email }, data });
  if (count) return { isNew: false };
  await db.user.create({ data: { email, name, passwordHash: await hashPassword(password), role: "ADMIN" } });
  return { isNew: true };
}

/**
 * The user with this e-mail address and password, or null. Unknown address, wrong password and disabled account cost
 * the same work and give the same answer; which one it was is in the log. Tries are counted by address, and by address
 * and account together, so that nobody can lock somebody else out.
 * @throws TOO_MANY_REQUESTS, or SERVICE_UNAVAILABLE if they cannot be counted
 */
export async function checkPassword(
  { email, password }: z.output<typeof SignIn>,
  address: string,
): Promise<VerifiedUser | null> {
  await consumeRateLimit("sign-in-address", address);
  await consumeRateLimit("sign-in-account", `${address} ${email}`);
  const user = await db.user.findUnique({ where: { email } });
  const matches = await verifyPassword(user?.passwordHash, password);
  if (user && matches && !user.disabledAt) {
    await resetRateLimit("sign-in-account", `${address} ${email}`);
    return user;
  }
  const why = !user ? "unknown account" : !matches ? "wrong password" : "disabled account";
  log.warn({ event: "sign-in.refused", userId: user?.id, why }, "sign-in refused");
  return null;
}

/** @throws UNAUTHORIZED if the account has just ceased to be */
export async function getAccount(id: string): Promise<z.output<typeof Account>> {
  const account = await db.user.findUnique({ where: { id, deletedAt: null }, select: selectAccount });
  if (!account) throw unauthorized();
  return account;
}

/**
 * Changes an account.
 * @param input the new name; with `version`, only if the account is still as the caller saw it
 * @throws PRECONDITION_FAILED (VERSION_MISMATCH) if it is not, UNAUTHORIZED if the account has just ceased to be
 */
export async function updateAccount(
  id: string,
  { name, version }: z.output<typeof UpdateAccount>,
): Promise<z.output<typeof Account>> {
  const [account] = await db.user.updateManyAndReturn({
    where: { id, version, deletedAt: null },
    data: { name, version: { increment: 1 } },
    select: selectAccount,
  });
  if (account) return account;
  await getAccount(id);
  throw new AppError("PRECONDITION_FAILED", "The account has changed since you read it. Read it again, then decide.", {
    reason: "VERSION_MISMATCH",
  });
}

/** Opens an API login. @throws UNAUTHORIZED (WRONG_CREDENTIALS), the same for an unknown address and a wrong password */
export async function login(input: z.output<typeof SignIn>, origin: SignInOrigin): Promise<TokenPair> {
  const user = await checkPassword(input, origin.address);
  if (user) return startLogin(user, origin);
  throw wrongCredentials();
}
