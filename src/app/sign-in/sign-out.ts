import { noteLeaving } from "../live/own-acts";

/**
 * Ends the session of this browser, takes its cookie away, and goes on to `target` with a whole new page, so that
 * nothing of this customer stays in memory.
 * @throws if the server could not be reached, or did not do it; the customer is then still signed in
 */
export async function signOutAndGo(target: string): Promise<void> {
  noteLeaving(true);
  try {
    const { csrfToken } = await (await fetch("/api/auth/csrf")).json();
    const body = new URLSearchParams({ csrfToken, json: "true" });
    const { ok, status } = await fetch("/api/auth/signout", { method: "POST", body });
    if (!ok) throw new Error(`Signing out was answered with ${status}.`);
  } catch (error) {
    noteLeaving(false);
    throw error;
  }
  window.location.assign(target);
}
