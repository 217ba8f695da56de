import { markSigningOut } from "@/trpc/own-changes";

export const SIGN_OUT_FAILED = "You're still signed in: the server couldn't be reached. Try again.";

/**
 * Revokes this browser's session, clears its cookie and loads `target` as a new document, so that no user data stays in
 * memory.
 * @throws if the request fails; the user is then still signed in
 */
export async function signOutAndGo(target: string): Promise<void> {
  markSigningOut(true);
  try {
    const { csrfToken } = await (await fetch("/api/auth/csrf")).json();
    const body = new URLSearchParams({ csrfToken, json: "true" });
    const { ok, status } = await fetch("/api/auth/signout", { method: "POST", body });
    if (!ok) throw new Error(`Sign-out failed with status ${status}`);
  } catch (error) {
    markSigningOut(false);
    throw error;
  }
  window.location.assign(target);
}
