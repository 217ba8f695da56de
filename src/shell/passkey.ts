import type { NewPasskey, PasskeyProof, PasskeyRequest } from "@/domain/passkey.schema";

/** The browser's passkeys. Its library is imported late: few pages need it. */
const loadLibrary = () => import("@simplewebauthn/browser");

const TEXT = {
  unsupported: "This browser can't use passkeys here. Use another browser, or open this site over https.",
  known: "This device already has a passkey for your account.",
  failed: "The browser couldn't use a passkey. Try again, or use another method.",
};

/** What a person may read when a passkey was not used; undefined if the person has cancelled. */
export function passkeyProblem(error: unknown): string | undefined {
  const name = error instanceof Error ? error.name : "";
  if (name === "NotAllowedError" || name === "AbortError") return undefined;
  return name === "InvalidStateError" ? TEXT.known : TEXT.failed;
}

async function requireSupport() {
  const library = await loadLibrary();
  if (!library.browserSupportsWebAuthn()) throw new Error(TEXT.unsupported);
  return library;
}

/** Lets the browser make a passkey. @throws Error if it cannot, or the person cancels */
export async function createPasskey({ options, ceremony }: PasskeyRequest): Promise<NewPasskey> {
  const { startRegistration } = await requireSupport();
  return { ceremony, credential: await startRegistration({ optionsJSON: options as never }) };
}

/** Lets the person choose a passkey, in a dialog of the browser. @throws as createPasskey */
export async function askForPasskey({ options, ceremony }: PasskeyRequest): Promise<PasskeyProof> {
  const { startAuthentication } = await requireSupport();
  return { ceremony, credential: await startAuthentication({ optionsJSON: options as never }) };
}

/**
 * Offers passkeys among the suggestions for a field with `autocomplete="... webauthn"`, where the browser can do that.
 * @returns the chosen one; undefined if none was chosen before another request or `stopOffering`
 */
export async function offerPasskeys({ options, ceremony }: PasskeyRequest): Promise<PasskeyProof | undefined> {
  if (!(await window.PublicKeyCredential?.isConditionalMediationAvailable?.())) return;
  const { startAuthentication } = await loadLibrary();
  try {
    const credential = await startAuthentication({ optionsJSON: options as never, useBrowserAutofill: true });
    return { ceremony, credential };
  } catch {
    return; // aborted, or unavailable after all: the button says why
  }
}

/** Ends an offer, when its page is left. */
export const stopOffering = () =>
  loadLibrary().then(({ WebAuthnAbortService }) => WebAuthnAbortService.cancelCeremony());
