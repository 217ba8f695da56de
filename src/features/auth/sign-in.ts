import type { ErrorReason } from "@/domain/error-reason";
import type { ProofMethod } from "@/domain/factor";
import { authError } from "@/trpc/auth-error-message";

const TEXT = {
  wrongCredentials: "Incorrect email or password.",
  rateLimited: "Too many attempts. Try again in a few minutes.",
  notSignedIn: "You're not signed in: the session cookie was lost. Allow cookies for this site and try again.",
  unreachable: "We couldn't reach the server. Check your connection and try again.",
};

/** Signed in, and on the way to the next page; or what the second step may be; or why it failed. */
export type SignInOutcome = "redirecting" | { methods: ProofMethod[] } | { problem: string; reason?: ErrorReason };

async function failureOf(response: Response): Promise<SignInOutcome> {
  if (response.status === 429) return { problem: TEXT.rateLimited };
  const error = await authError(response);
  const { reason, proof } = error?.data ?? {};
  if (proof) return { methods: proof.methods };
  if (response.status === 401 && !reason) return { problem: TEXT.wrongCredentials };
  return { problem: error?.message ?? TEXT.unreachable, reason };
}

/**
 * Signs in and loads `target` as a new document. next-auth's client is not used because it fails on responses that don't
 * come from next-auth, such as 429 from the rate limit.
 * @param fields email and password, or the code of the second step
 */
export async function submitSignIn(fields: Record<string, string>, target: string): Promise<SignInOutcome> {
  try {
    const { csrfToken } = await (await fetch("/api/auth/csrf")).json();
    const body = new URLSearchParams({ ...fields, csrfToken, json: "true" });
    const response = await fetch("/api/auth/callback/credentials", { method: "POST", body });
    if (!response.ok) return failureOf(response);
    const session = await fetch("/api/auth/session");
    if (session.ok && !(await session.json()).user) return { problem: TEXT.notSignedIn };
    window.location.replace(target); // Back leads past the form
    return "redirecting";
  } catch {
    return { problem: TEXT.unreachable };
  }
}

/** Signs in to an account without a second step. @returns the error message, or undefined on success */
export async function signInAndGo(email: string, password: string, target: string): Promise<string | undefined> {
  const outcome = await submitSignIn({ email, password }, target);
  return typeof outcome === "object" && "problem" in outcome ? outcome.problem : undefined;
}
