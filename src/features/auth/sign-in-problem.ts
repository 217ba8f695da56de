import { MAX_SIGN_IN_METHODS, SIGN_IN_PROBLEMS, type SignInProblem } from "@/domain/sign-in-method";

const TEXT: Record<SignInProblem, string> = {
  denied: "Sign-in was cancelled. Try again, or use another way to sign in.",
  expired: "That sign-in has expired, or was started in another browser. Please start again.",
  unavailable: "The sign-in service gave no usable answer. Try again shortly, or use another way to sign in.",
  limited: "Too many new accounts from your network. Try again in an hour.",
  "no-address": "The sign-in service named no email address for you. Add one there, or sign up with a password.",
  unverified: "The sign-in service hasn't verified your email address. Verify it there, or sign up with a password.",
  "known-address":
    "Your email already has an account. Sign in with its password first, then add this method under “Sign-in methods” in your account.",
  refused: "We couldn't sign you in to this account. Use another way to sign in.",
  taken: "This already signs in to another account. Remove it there first, or add another one.",
  "too-many": `You have ${MAX_SIGN_IN_METHODS} sign-in methods. Remove one first.`,
  "other-session": "You're not signed in as when you started this. Please start again.",
  "not-yours": "That doesn't sign in to this account, so it can't confirm it's you. Use the one that is listed here.",
  "not-recent":
    "You didn't sign in there again, so this can't confirm it's you. Try again, or use another way to confirm.",
};

/** The text for the `error` parameter of a page's address, with which a sign-in provider's answer was refused. */
export function signInProblemText(code: unknown): string | undefined {
  const problem = SIGN_IN_PROBLEMS.find((it) => it === code);
  return problem && TEXT[problem];
}
