import { authErrorMessage } from "@/trpc/auth-error-message";

const UNREACHABLE = "We couldn't reach the server. Check your connection and try again.";

/** `target` is the page to open after signing in; with `add`, the signed-in user adds a sign-in method instead. */
export type ProviderForm = { target: string } | { add: "true" };

/**
 * Begins to sign in by a provider, and loads its page.
 * @returns the error message, or undefined on success
 */
export async function goToProvider(id: string, form: ProviderForm): Promise<string | undefined> {
  try {
    const { csrfToken } = await (await fetch("/api/auth/csrf")).json();
    const body = new URLSearchParams({ ...form, csrfToken, json: "true" });
    const response = await fetch(`/api/auth/signin/${id}`, { method: "POST", body });
    if (!response.ok) return (await authErrorMessage(response)) ?? UNREACHABLE;
    window.location.assign((await response.json()).url);
  } catch {
    return UNREACHABLE;
  }
}
