import { markSigningOut } from "@/trpc/own-changes";

export const SIGN_OUT_FAILED = "You're still signed in: the server couldn't be reached. Try again.";

/**
 * Ends the session of this browser, clears its cookie, and loads `target` as a new page, so that nothing of the user
 * stays in memory.
 * @throws if the server could not be reached or refused; the user is then still signed in
 */
export async function signOutAndGo(target: string): Promise<void> {
  markSigningOut(true);
  try {
    const { csrfToken } = await (await fetch("/api/auth/csrf")).json();
    const body = new URLSearchParams({ csrfToken, json: "true" });
    const { ok, status } = await fetch("/api/auth/signout", { method: "POST", body });
    if (!ok) throw new Error(`Signing out was answered with ${status}.`);
  } catch (error) {
    markSigningOut(false);
    throw error;
  }
  window.location.assign(target);
}
