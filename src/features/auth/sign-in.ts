export const SIGN_IN_TEXT = {
  refused: "This e-mail address and password do not belong together. Check both and try again.",
  tooOften: "That was too often. Wait a few minutes, then try again.",
  unreachable: "We could not reach the server. Check your connection and try again.",
};

/**
 * Signs in and goes on to `target` with a whole new page. next-auth's own client would do the same, but it trips over
 * any answer that is not next-auth's, such as that of a limit.
 * @returns what to tell if that did not work
 */
export async function signInAndGo(email: string, password: string, target: string): Promise<string | undefined> {
  try {
    const { csrfToken } = await (await fetch("/api/auth/csrf")).json();
    const body = new URLSearchParams({ email, password, csrfToken, json: "true" });
    const { ok, status } = await fetch("/api/auth/callback/credentials", { method: "POST", body });
    if (status === 401) return SIGN_IN_TEXT.refused;
    if (status === 429) return SIGN_IN_TEXT.tooOften;
    if (!ok) return SIGN_IN_TEXT.unreachable;
    window.location.assign(target);
  } catch {
    return SIGN_IN_TEXT.unreachable;
  }
}
