import "server-only";
import type { LinkKind } from "@/domain/account-link";
import { product } from "@/product";
import { db } from "@/server/platform/db";
import { createLink } from "./account-link";

/** A mail as people read it: paragraphs, a button that leads to a path of ours, and what follows it. */
export type MailText = {
  subject: string;
  paragraphs: string[];
  action?: { label: string; path: `/${string}` };
  after?: string[];
};

type Recipient = { id: string; email: string; emailVerifiedAt: Date | null; pendingEmail: string | null };
type Draft = { user: Recipient; to: string; data: Record<string, string> };

const IGNORE = "If this wasn't you, you don't need to do anything: without this link, nothing changes.";
const ADDRESS_LINK =
  "The link is valid for 24 hours. Where you aren't signed in to the account, it asks you to sign in first.";
const NOT_ME = "This was not me";
/** What ending all access ends (services/account-lockdown.ts). */
const ADDED = "other sign-in methods, and passkeys and apps that were added in the last 7 days";
const NOT_ME_EFFECT = `“${NOT_ME}” signs everybody out, ends the password and all access tokens, removes ${ADDED}, and sends you a link for a new password.`;

const linkOf = (kind: LinkKind, userId: string, email: string) => createLink({ kind, userId, email });

/**
 * Every mail. Each creates the secret of its link itself, when it is sent, so that none is ever stored.
 * @returns null if there is nothing to say any more
 */
const TEMPLATES = {
  "verify-email": async ({ user, to }: Draft) =>
    user.email === to && !user.emailVerifiedAt
      ? {
          subject: "Confirm your email address",
          paragraphs: [
            `An account at ${product.name} was created with this address. If you created it, confirm the address.`,
          ],
          action: { label: "Confirm my address", path: await linkOf("VERIFY_EMAIL", user.id, to) },
          after: [ADDRESS_LINK, IGNORE],
        }
      : null,

  "address-known": async ({ user, to }: Draft) => ({
    subject: "You already have an account",
    paragraphs: [
      `Somebody, perhaps you, wanted to create an account at ${product.name} with this address. It has one already.`,
      "Sign in as before. If you don't know the password any more, choose a new one.",
    ],
    action: { label: "Choose a new password", path: await linkOf("RESET_PASSWORD", user.id, to) },
    after: ["The link is valid for 30 minutes, and once.", IGNORE],
  }),

  "reset-password": async ({ user, to }: Draft) =>
    user.email === to
      ? {
          subject: "Choose a new password",
          paragraphs: [`Here is your link for a new password at ${product.name}.`],
          action: { label: "Choose a new password", path: await linkOf("RESET_PASSWORD", user.id, to) },
          after: ["The link is valid for 30 minutes, and once.", IGNORE],
        }
      : null,

  "access-ended": async ({ user, to }: Draft) =>
    user.email === to
      ? {
          subject: "All access was ended: choose a new password",
          paragraphs: [
            `All access to your account at ${product.name} was ended by the link in our last mail. Everybody is signed out. The old password, all access tokens and recovery codes, and ${ADDED} no longer work.`,
            "Choose a new password to use your account again. You sign in with this address.",
          ],
          action: { label: "Choose a new password", path: await linkOf("RESET_PASSWORD", user.id, to) },
          after: [
            "The link is valid for 30 minutes, and once. Later, “Forgot your password?” on the sign-in page sends a new one.",
            "If it wasn't you who used that link, somebody else can read your mail: change the password of your mailbox first.",
          ],
        }
      : null,

  "password-changed": async ({ user, to }: Draft) => ({
    subject: "Your password was changed",
    paragraphs: [
      `The password of your account at ${product.name} was changed, and other devices were signed out.`,
      `If this wasn't you, somebody else has access to your account. ${NOT_ME_EFFECT}`,
    ],
    action: { label: NOT_ME, path: await linkOf("NOT_ME", user.id, to) },
    after: ["The link is valid for 7 days. If it was you, you don't need to do anything."],
  }),

  "access-changed": async ({ user, to, data }: Draft) => ({
    subject: "The ways into your account have changed",
    paragraphs: [
      `The ways to sign in to your account at ${product.name}, or to prove who you are, have changed: ${data.what}.`,
      `If this wasn't you, somebody else has access to your account. ${NOT_ME_EFFECT}`,
    ],
    action: { label: NOT_ME, path: await linkOf("NOT_ME", user.id, to) },
    after: ["The link is valid for 7 days. If it was you, you don't need to do anything."],
  }),

  "confirm-new-email": async ({ user, to }: Draft) => {
    if (user.pendingEmail !== to) return null;
    if (await db.user.count({ where: { email: to } })) {
      return {
        subject: "This address already has an account",
        paragraphs: [
          `Somebody, perhaps you, wanted to use this address for another account at ${product.name}. It has an account already, so this isn't possible.`,
        ],
        after: ["If this wasn't you, you don't need to do anything: nothing has changed."],
      };
    }
    return {
      subject: "Confirm your new email address",
      paragraphs: [
        `An account at ${product.name} is to use this address from now on. If it is your account, confirm the address.`,
      ],
      action: { label: "Confirm my new address", path: await linkOf("CONFIRM_NEW_EMAIL", user.id, to) },
      after: [ADDRESS_LINK, IGNORE],
    };
  },

  "email-changed": async ({ user, to, data }: Draft) =>
    (await db.formerEmail.count({ where: { userId: user.id, email: to } }))
      ? {
          subject: "Your email address was changed",
          paragraphs: [
            `Your account at ${product.name} now has the address ${data.newEmail}. You sign in with it.`,
            `If this wasn't you, take it back: the account returns to this address, everybody is signed out, the password and all access tokens end, ${ADDED} are removed, and we send you a link for a new password.`,
          ],
          action: { label: "Take it back", path: await linkOf("UNDO_NEW_EMAIL", user.id, to) },
          after: ["The link is valid for 7 days. If it was you, you don't need to do anything."],
        }
      : null,

  "email-taken-back": async ({ user, to }: Draft) =>
    user.email === to
      ? null
      : {
          subject: "Your email address was changed back",
          paragraphs: [
            `Your account at ${product.name} had this address. From the address before, the change was taken back: the account has that one again, and everybody is signed out.`,
          ],
          after: ["If both addresses are yours, choose a new password with the other one."],
        },

  "new-sign-in": async ({ user, to, data }: Draft) => ({
    subject: "New sign-in to your account",
    paragraphs: [
      `Somebody signed in to your account at ${product.name} from a browser and network that are new to us: ${data.device}, ${data.address}.`,
      `If this wasn't you, somebody else has access to your account. ${NOT_ME_EFFECT}`,
    ],
    action: { label: NOT_ME, path: await linkOf("NOT_ME", user.id, to) },
    after: ["The link is valid for 7 days. If it was you, you don't need to do anything."],
  }),

  "second-step-locked": async ({ user, to }: Draft) => ({
    subject: "Wrong codes at your second step",
    paragraphs: [
      `Too many wrong codes were entered at the second step of your account at ${product.name}. Codes of an app are refused for 15 minutes; after 30 wrong ones in a day, until that day is over. A passkey or a recovery code works all the time.`,
      `If this wasn't you, somebody else may know your password. ${NOT_ME_EFFECT}`,
    ],
    action: { label: NOT_ME, path: await linkOf("NOT_ME", user.id, to) },
    after: ["The link is valid for 7 days. If it was you, wait, and enter the code that your app shows then."],
  }),

  "proof-locked": async ({ user, to }: Draft) => ({
    subject: "Wrong passwords or codes in your account",
    paragraphs: [
      `Somebody who is signed in to your account at ${product.name} entered wrong passwords or codes where we ask to confirm it's you. We accept no more from that session for a while.`,
      `If this wasn't you, somebody else has access to your account. ${NOT_ME_EFFECT}`,
    ],
    action: { label: NOT_ME, path: await linkOf("NOT_ME", user.id, to) },
    after: ["The link is valid for 7 days. If it was you, wait 15 minutes, or sign out and in again."],
  }),

  "token-theft": async ({ user, to }: Draft) => ({
    subject: "Somebody may have copied a token of your account",
    paragraphs: [
      `A refresh token of your account at ${product.name} was used twice. A program may have a fault, or the token was stolen. We ended its login: the program has to log in again.`,
      `If you don't know the reason, end all access. ${NOT_ME_EFFECT}`,
    ],
    action: { label: NOT_ME, path: await linkOf("NOT_ME", user.id, to) },
    after: ["The link is valid for 7 days."],
  }),
} satisfies Record<string, (draft: Draft) => Promise<MailText | null>>;

export type MailTemplate = keyof typeof TEMPLATES;

/** All others are sent to verified addresses only: anybody could have signed up with another one, to flood it. */
const TO_ANYONE: readonly string[] = [
  "verify-email",
  "address-known",
  "reset-password",
  "access-ended",
  "confirm-new-email",
];

type Queued = { template: string; userId: string | null; address: string; data: Record<string, string> };

/**
 * The text of a queued mail, with a new link.
 * @returns null if it is not to be sent: to an address without an account, or if what it is about has changed since
 */
export async function composeMail({ template, userId, address, data }: Queued): Promise<MailText | null> {
  const user = await db.user.findFirst({
    where: { ...(userId ? { id: userId } : { email: address }), disabledAt: null },
    select: { id: true, email: true, emailVerifiedAt: true, pendingEmail: true },
  });
  if (!user || !(user.emailVerifiedAt || TO_ANYONE.includes(template))) return null;
  return TEMPLATES[template as MailTemplate]?.({ user, to: address, data }) ?? null;
}
