/** Links in mails about an account. */
import { DAY_MS, HOUR_MS } from "./date";

/** How long a link is valid after its mail was sent, in milliseconds. Each is valid once. */
export const LINK_MS = {
  VERIFY_EMAIL: DAY_MS,
  RESET_PASSWORD: HOUR_MS / 2,
  CONFIRM_NEW_EMAIL: DAY_MS,
  UNDO_NEW_EMAIL: 7 * DAY_MS,
  NOT_ME: 7 * DAY_MS,
} as const;
export type LinkKind = keyof typeof LINK_MS;
export const LINK_KINDS = Object.keys(LINK_MS) as [LinkKind, ...LinkKind[]];

/**
 * Links that give an address to an account. They count in a session of that account only: the reader of the mail could otherwise
 * confirm an account that somebody else has made with their address.
 */
export const ADDRESS_LINKS: readonly LinkKind[] = ["VERIFY_EMAIL", "CONFIRM_NEW_EMAIL"];

/** An address that was replaced is reserved for this time, in milliseconds, so that the change can be undone. */
export const UNDO_MS = LINK_MS.UNDO_NEW_EMAIL;

export const LINK_STATES = ["USABLE", "USED", "EXPIRED", "UNKNOWN"] as const;

/** The page of a link. A new password is typed there; the others have a button, as scanners of mails open each link. */
export const linkPath = (kind: LinkKind, secret: string): `/${string}` =>
  `/${kind === "RESET_PASSWORD" ? "reset-password" : "confirm"}?link=${secret}`;
