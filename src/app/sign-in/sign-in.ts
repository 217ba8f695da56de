import { signIn } from "next-auth/react";

export const SIGN_IN_TEXT = {
  refused: "This e-mail address and password do not belong together. Check both and try again.",
  unreachable: "We could not reach the server. Check your connection and try again.",
};

/** Signs in and goes on to `target` with a whole new page. @returns what to tell if that did not work */
export async function signInAndGo(email: string, password: string, target: string): Promise<string | undefined> {
  try {
    const result = await signIn("credentials", { email, password, redirect: false });
    if (!result?.ok) return result?.status === 401 ? SIGN_IN_TEXT.refused : SIGN_IN_TEXT.unreachable;
    window.location.assign(target);
  } catch {
    return SIGN_IN_TEXT.unreachable; // next-auth's client trips over any answer that is not its own
  }
}
