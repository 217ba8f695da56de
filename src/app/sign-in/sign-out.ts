import { signOut } from "next-auth/react";
import { noteLeaving } from "../live/own-acts";

/**
 * Ends the session of this browser, takes its cookie away, and goes on to `target` with a whole new page, so that
 * nothing of this customer stays in memory.
 * @throws if the server could not be reached; the customer is then still signed in
 */
export async function signOutAndGo(target: string): Promise<void> {
  noteLeaving(true);
  try {
    await signOut({ redirect: false });
  } catch (error) {
    noteLeaving(false);
    throw error;
  }
  window.location.assign(target);
}
