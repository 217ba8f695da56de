import type { LinkKind } from "@/domain/account-link";

/** The heading of the page that a link in a mail leads to. */
export const LINK_TITLES: Record<Exclude<LinkKind, "RESET_PASSWORD">, string> = {
  VERIFY_EMAIL: "Confirm your address",
  CONFIRM_NEW_EMAIL: "Change your address",
  UNDO_NEW_EMAIL: "Take the change back",
  NOT_ME: "Was this not you?",
};
