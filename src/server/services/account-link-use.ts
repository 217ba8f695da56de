import "server-only";
import type { LinkKind } from "@/domain/account-link";
import type { UsedLink, UseLink } from "@/domain/account-link.schema";
import { type Transaction, transact } from "@/server/platform/db";
import { confirmNewEmail, verifyEmail } from "./account-email";
import { claimLink, type Link } from "./account-link";
import { lockDown, undoNewEmail } from "./account-lockdown";

/** What the button of a link does. A link for a new password needs the password, too (services/account-reset.ts). */
const EFFECTS: Record<Exclude<LinkKind, "RESET_PASSWORD">, (tx: Transaction, link: Link) => Promise<void>> = {
  VERIFY_EMAIL: verifyEmail,
  CONFIRM_NEW_EMAIL: confirmNewEmail,
  UNDO_NEW_EMAIL: undoNewEmail,
  NOT_ME: lockDown,
};
const KINDS = Object.keys(EFFECTS) as (keyof typeof EFFECTS)[];

/**
 * Uses a link up and does what it is for, both or neither.
 * @throws BAD_REQUEST (LINK_INVALID), and what its effect throws
 */
export async function useLink({ secret }: UseLink): Promise<UsedLink> {
  return transact(async (tx) => {
    const link = await claimLink(tx, secret, KINDS);
    await EFFECTS[link.kind as keyof typeof EFFECTS](tx, link);
    return { kind: link.kind };
  });
}
