import type { NewPasskey, PasskeyProof, PasskeyRequest } from "@/domain/passkey.schema";

/** The browser's passkeys. Its library is imported late: few pages need it. */
const loadLibrary = () => import("@simplewebauthn/browser");

const TEXT = {
  address: (name: string) => `Passkeys need a host name, not an IP address. Open ${name} instead.`,
  itsName: "this site by its name",
  unsupported: "This browser can't use passkeys here. Use another browser, or open this site over https.",
  known: "This device already has a passkey for your account.",
  failed: "The browser couldn't use a passkey. Try again, or use another method.",
};

/** An IP address can't be the "relying party ID" of a passkey (WebAuthn, 5.1.2). */
const LOOPBACK = ["127.0.0.1", "[::1]"];
const isIpAddress = (host: string) => /^(\[.*\]|[\d.]+)$/.test(host);

/** What a person may read when a passkey was not used; undefined if the person has cancelled. */
export function passkeyProblem(error: unknown): string | undefined {
  const { hostname, origin } = window.location;
  if (LOOPBACK.includes(hostname)) return TEXT.address(origin.replace(hostname, "localhost"));
  if (isIpAddress(hostname)) return TEXT.address(TEXT.itsName);
  if (!window.PublicKeyCredential) return TEXT.unsupported;
  const name = error instanceof Error ? error.name : "";
  if (name === "NotAllowedError" || name === "AbortError") return undefined;
  return name === "InvalidStateError" ? TEXT.known : TEXT.failed;
}

/** Lets the browser make a passkey. @throws Error if it cannot, or the person cancels */
export async function createPasskey({ options, ceremony }: PasskeyRequest): Promise<NewPasskey> {
  const { startRegistration } = await loadLibrary();
  return { ceremony, credential: await startRegistration({ optionsJSON: options as never }) };
}

/** Lets the person choose a passkey, in a dialog of the browser. @throws as createPasskey */
export async function askForPasskey({ options, ceremony }: PasskeyRequest): Promise<PasskeyProof> {
  const { startAuthentication } = await loadLibrary();
  return { ceremony, credential: await startAuthentication({ optionsJSON: options as never }) };
}

/** Of this page. A challenge counts once, so one of its offers at most may be answered. */
let stopOffer = () => {};
const answered = new Set<string>();

/** Ends the offer of this page: before the person is asked otherwise, and when the page is left. */
export function stopOffering(): void {
  stopOffer();
  stopOffer = () => {};
}

/**
 * Offers passkeys among the suggestions for a field with `autocomplete="... webauthn"`, where the browser can do that, until
 * `stopOffering`.
 * @param onChosen takes the chosen one
 */
export function offerPasskeys(request: PasskeyRequest, onChosen: (proof: PasskeyProof) => void): void {
  stopOffering();
  const offer = new AbortController();
  stopOffer = () => offer.abort();
  offerUntil(offer.signal, request).then(
    (proof) => proof && onChosen(proof),
    () => {}, // aborted, or unavailable after all: the button says why
  );
}

async function offerUntil(signal: AbortSignal, { options, ceremony }: PasskeyRequest) {
  if (answered.has(ceremony) || !(await window.PublicKeyCredential?.isConditionalMediationAvailable?.())) return;
  const { startAuthentication, WebAuthnAbortService } = await loadLibrary();
  if (signal.aborted) return;
  signal.addEventListener("abort", () => WebAuthnAbortService.cancelCeremony());
  const credential = await startAuthentication({ optionsJSON: options as never, useBrowserAutofill: true });
  if (signal.aborted) return; // an authenticator may answer all the same
  answered.add(ceremony);
  return { ceremony, credential };
}
