/** What ends access, and calls that wait behind it for the user's row. */
import { expect, vi } from "vitest";
import type { Principal } from "@/server/auth/principal";
import { db, transact } from "@/server/platform/db";
import { createLink } from "@/server/services/account-link";
import { callerOf, makePrincipal, makeSession } from "../setup/factories";
import { countWaiting } from "./waiting";

export type Step = () => Promise<unknown>;

const outcomeOf = (step: Step): Promise<string> =>
  step().then(
    () => "OK",
    (error: { code: string }) => error.code,
  );

/** Starts steps one after the other while the user's row is locked, each once the one before it waits for the row. */
export async function startInTurn(
  userId: string,
  steps: readonly Step[],
  beforeRelease = async () => {},
): Promise<string[]> {
  const outcomes: Promise<string>[] = [];
  await transact(async (tx) => {
    await tx.$executeRaw`SELECT FROM users WHERE id = ${userId} FOR UPDATE`;
    for (const step of steps) {
      const outcome = outcomeOf(step);
      outcomes.push(outcome);
      const waiting = outcomes.length;
      const waits = () => vi.waitFor(async () => expect(await countWaiting()).toBe(waiting), { timeout: 60_000 });
      await Promise.race([outcome, waits()]);
    }
    await beforeRelease();
  });
  return Promise.all(outcomes);
}

/** The secret of a link in a mail. */
export const linkOf = async (kind: "NOT_ME" | "UNDO_NEW_EMAIL" | "RESET_PASSWORD", { userId, email }: Principal) =>
  (await createLink({ kind, userId, email })).split("link=")[1] ?? "";

/** What ends access, by another session of the user or a link in a mail. @returns the act, prepared */
const ENDINGS = {
  "“This was not me”": async (owner) => {
    const secret = await linkOf("NOT_ME", owner);
    return () => callerOf(null).accountLink.use({ secret });
  },
  "an undone change of the address": async (owner) => {
    const { userId, email } = owner;
    await db.formerEmail.create({ data: { userId, email, until: new Date(Date.now() + 60_000) } });
    await db.user.update({ where: { id: userId }, data: { email: `${crypto.randomUUID()}@example.test` } });
    const secret = await linkOf("UNDO_NEW_EMAIL", owner);
    return () => callerOf(null).accountLink.use({ secret });
  },
  "a reset": async (owner) => {
    const secret = await linkOf("RESET_PASSWORD", owner);
    return () => callerOf(null).accountLink.resetPassword({ secret, newPassword: "a password from a mail" });
  },
  "a change of the password": async (owner) => {
    const other = await makeSession(owner);
    return () => callerOf(other).account.changePassword({ newPassword: "another long one" });
  },
  "signing out everywhere else": async (owner) => {
    const other = await makeSession(owner);
    return () => callerOf(other).session.revokeOthers({});
  },
  "revoking the session": async (owner) => {
    const other = await makeSession(owner);
    return () => callerOf(other).session.revoke({ id: owner.credentialId });
  },
  "an administrator who disables the user": async (owner) => {
    const admin = await makePrincipal({ role: "ADMIN" });
    return () => callerOf(admin).admin.user.disable({ id: owner.userId, disabled: true });
  },
} satisfies Record<string, (owner: Principal) => Promise<Step>>;
export type Ending = keyof typeof ENDINGS;
export const ENDING_NAMES = Object.keys(ENDINGS) as Ending[];
export const prepareEnding = (name: Ending, owner: Principal): Promise<Step> => ENDINGS[name](owner);
