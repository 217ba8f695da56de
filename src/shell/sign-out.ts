import { useRef, useState } from "react";
import { authErrorMessage } from "@/trpc/auth-error-message";
import { markSigningOut } from "@/trpc/own-changes";
import { toast } from "./toast";

const UNREACHABLE = "The server couldn't be reached. Try again.";

async function endSession(): Promise<string | undefined> {
  try {
    const { csrfToken } = await (await fetch("/api/auth/csrf")).json();
    const body = new URLSearchParams({ csrfToken, json: "true" });
    const response = await fetch("/api/auth/signout", { method: "POST", body });
    if (!response.ok) return (await authErrorMessage(response)) ?? UNREACHABLE;
  } catch {
    return UNREACHABLE;
  }
}

/**
 * Revokes this browser's session, clears its cookie and loads `target` as a new document, so that no user data stays in
 * memory.
 * @returns the error message if the user is still signed in, or undefined on success
 */
export async function signOutAndGo(target: string): Promise<string | undefined> {
  markSigningOut(true);
  const problem = await endSession();
  if (problem) markSigningOut(false);
  else window.location.assign(target);
  return problem;
}

/** Leaves for the sign-in page, which leads back here: to prove who it is, or since this browser's session has just ended. */
export const signInAgain = () =>
  signOutAndGo(`/sign-in?callbackUrl=${encodeURIComponent(window.location.pathname + window.location.search)}`);

/** Signs this browser out and goes to the home page; a toast says so if it fails. */
export function useSignOut() {
  const [isSigningOut, setSigningOut] = useState(false);
  const isSent = useRef(false); // state updates too late for a second press in the same frame
  async function signOut() {
    if (isSent.current) return;
    isSent.current = true;
    setSigningOut(true);
    const problem = await signOutAndGo("/");
    if (!problem) return;
    isSent.current = false;
    setSigningOut(false);
    toast.error(`You're still signed in. ${problem}`);
  }
  return { signOut, isSigningOut };
}
