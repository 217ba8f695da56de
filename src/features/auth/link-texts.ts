import type { LinkKind } from "@/domain/account-link";

export type ConfirmedKind = Exclude<LinkKind, "RESET_PASSWORD">;

type Text = {
  title: string;
  lead: string;
  button: string;
  /** Of a link that ends all access: what becomes of the account. */
  effects?: string[];
  done: string;
  doneText: string;
};

const ENDED = [
  "Everybody is signed out.",
  "Its password and all access tokens end.",
  "Other sign-in methods, passkeys and apps of the last 7 days, and all recovery codes are removed.",
  "Older passkeys stay as a second step only: remove those that aren't yours.",
];
const NEW_PASSWORD = "Everybody is signed out. Our mail has a link for a new password, valid for 30 minutes.";

/** The pages that links in mails lead to: with their button, and after it. */
export const LINK_TEXTS: Record<ConfirmedKind, Text> = {
  VERIFY_EMAIL: {
    title: "Confirm your address",
    lead: "Did you create an account with this address? Then confirm it, and only then.",
    button: "Confirm my address",
    done: "Address confirmed",
    doneText: "Thank you. Your account can now do everything.",
  },
  CONFIRM_NEW_EMAIL: {
    title: "Change your address",
    lead: "Did you ask for this change? Then confirm it, and only then: you sign in with this address from now on.",
    button: "Confirm my new address",
    done: "Address changed",
    doneText: "Sign in with your new address from now on. The old one can take the change back for 7 days.",
  },
  UNDO_NEW_EMAIL: {
    title: "Take the change back",
    lead: "Your account gets this address back.",
    button: "Take it back",
    effects: ENDED,
    done: "Your account is back",
    doneText: NEW_PASSWORD,
  },
  NOT_ME: {
    title: "Was this not you?",
    lead: "Then end all access to your account, and choose a new password.",
    button: "This was not me",
    effects: ENDED,
    done: "All access was ended",
    doneText: NEW_PASSWORD,
  },
};
