import "server-only";
import { ADDRESS_LINKS, type LinkKind } from "@/domain/account-link";
import type { UsedLink, UseLink } from "@/domain/account-link.schema";
import type { Principal } from "@/server/auth/principal";
import { forbidden } from "@/server/core/errors";
import { type Transaction, transact } from "@/server/platform/db";
import { confirmNewEmail, verifyEmail } from "./account-email";
import { claimLink, type Link, needsSession } from "./account-link";
import { lockDown, undoNewEmail } from "./account-lockdown";
import { lockCaller } from "./lock-caller";

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
 * @throws BAD_REQUEST (LINK_INVALID), FORBIDDEN (LINK_NEEDS_SESSION) outside of a session of its account, and what its effect throws
 */
export async function useLink({ secret }: UseLink, principal: Principal | null): Promise<UsedLink> {
  return transact(async (tx) => {
    const link = await claimLink(tx, secret, KINDS);
    if (needsSession(link, principal)) {
      throw forbidden("Sign in to this account to confirm its address.", { reason: "LINK_NEEDS_SESSION" });
    }
    if (principal && ADDRESS_LINKS.includes(link.kind)) await lockCaller(tx, principal); // it may have ended meanwhile
    await EFFECTS[link.kind as keyof typeof EFFECTS](tx, link);
    return { kind: link.kind };
  });
}
