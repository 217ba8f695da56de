import { useRef, useState } from "react";
import { markSigningOut } from "@/trpc/own-changes";
import { toast } from "./toast";

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

/** Signs this browser out and goes to the home page; a toast says so if it fails. */
export function useSignOut() {
  const [isSigningOut, setSigningOut] = useState(false);
  const isSent = useRef(false); // state updates too late for a second press in the same frame
  async function signOut() {
    if (isSent.current) return;
    isSent.current = true;
    setSigningOut(true);
    try {
      await signOutAndGo("/");
    } catch {
      isSent.current = false;
      setSigningOut(false);
      toast.error("You're still signed in: the server couldn't be reached. Try again.");
    }
  }
  return { signOut, isSigningOut };
}
