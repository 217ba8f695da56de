import { authErrorMessage } from "@/trpc/auth-error-message";

const TEXT = {
  wrongCredentials: "Incorrect email or password.",
  rateLimited: "Too many attempts. Try again in a few minutes.",
  notSignedIn: "You're not signed in: the session cookie was lost. Allow cookies for this site and try again.",
  unreachable: "We couldn't reach the server. Check your connection and try again.",
};

/**
 * Signs in and loads `target` as a new document. next-auth's client is not used because it fails on responses that don't
 * come from next-auth, such as 429 from the rate limit.
 * @returns the error message, or undefined on success
 */
export async function signInAndGo(email: string, password: string, target: string): Promise<string | undefined> {
  try {
    const { csrfToken } = await (await fetch("/api/auth/csrf")).json();
    const body = new URLSearchParams({ email, password, csrfToken, json: "true" });
    const response = await fetch("/api/auth/callback/credentials", { method: "POST", body });
    if (response.status === 401) return TEXT.wrongCredentials;
    if (response.status === 429) return TEXT.rateLimited;
    if (!response.ok) return (await authErrorMessage(response)) ?? TEXT.unreachable;
    const session = await fetch("/api/auth/session");
    if (session.ok && !(await session.json()).user) return TEXT.notSignedIn;
    window.location.replace(target); // Back leads past the form
  } catch {
    return TEXT.unreachable;
  }
}
