import { authError } from "@/trpc/auth-error-message";
import { askForProof } from "@/trpc/proof-link";

const UNREACHABLE = "We couldn't reach the server. Check your connection and try again.";

/**
 * `target` is the page to open after signing in, or with `prove`, after the signed-in user has proved to be the user; with `add`, that
 * user adds a sign-in method.
 */
export type ProviderForm = { target: string; prove?: "true" } | { add: "true" };

/**
 * Begins to sign in by a provider, and loads its page.
 * @returns the error message, or undefined on success
 */
export async function goToProvider(id: string, form: ProviderForm): Promise<string | undefined> {
  try {
    const { csrfToken } = await (await fetch("/api/auth/csrf")).json();
    const body = new URLSearchParams({ ...form, csrfToken, json: "true" });
    const response = await fetch(`/api/auth/signin/${id}`, { method: "POST", body });
    if (!response.ok) {
      const error = await authError(response);
      if (error?.data.reason === "FRESH_PROOF_REQUIRED" && (await askForProof())) return goToProvider(id, form);
      return error?.message ?? UNREACHABLE;
    }
    window.location.assign((await response.json()).url);
  } catch {
    return UNREACHABLE;
  }
}
