import "server-only";
import { SignIn } from "@/domain/account.schema";
import { SecondStepCode } from "@/domain/factor.schema";
import { PasskeySignIn } from "@/domain/passkey.schema";
import type { ResponseState } from "@/server/core/response-state";
import { clientAddress } from "@/server/http/client-address";
import { originOf } from "@/server/http/origin";
import { logRefusal } from "@/server/platform/security-log";
import { checkPassword } from "@/server/services/account";
import { addPrivateDevice } from "@/server/services/private-device";
import { passSecondStep, passSecondStepByPasskey, signInByPasskey } from "@/server/services/second-step";
import type { startSession } from "@/server/services/session";
import { originOfSignIn, startBrowserSession } from "./browser-session";
import { clearChallenge, keepDevice, readChallenge } from "./second-step-cookies";

type VerifiedUser = Parameters<typeof startSession>[0];
/** What the sign-in form sends: an email and a password, the code of the second step, or a passkey as JSON. */
type Credentials = Record<string, unknown>;

/**
 * Starts a session for what the sign-in form has sent.
 * @param response takes the cookie of a challenge: what is left of the sign-in is bound to this browser
 * @returns for next-auth's cookie; null for wrong credentials, whatever the reason
 * @throws UNAUTHORIZED (SECOND_FACTOR_REQUIRED, WRONG_CODE, SECOND_STEP_EXPIRED), and as checkPassword and passSecondStep
 */
export async function authorizeSignIn(credentials: Credentials, headers: Headers, response: ResponseState) {
  const user = await verify(credentials, headers, clientAddress(headers));
  if (!user) return null;
  const sid = await startBrowserSession(user, headers, response);
  if (readChallenge(headers)) clearChallenge(headers, response);
  if (user.hasSecondStep && credentials.privateDevice === "true") {
    keepDevice(
      await addPrivateDevice({ userId: user.id, credentialId: sid }, originOfSignIn(headers)),
      headers,
      response,
    );
  }
  return { id: user.id, sid };
}

/** In the second step of a sign-in, its user's; else a passkey signs in by itself. */
function verifyByPasskey({ purpose, ...proof }: PasskeySignIn, headers: Headers): Promise<VerifiedUser> {
  const origin = originOf(headers);
  return purpose === "SIGN_IN"
    ? signInByPasskey(proof, origin)
    : passSecondStepByPasskey(readChallenge(headers), proof, origin);
}

function verify(credentials: Credentials, headers: Headers, address: string): Promise<VerifiedUser | null> | null {
  const passkey = PasskeySignIn.safeParse(credentials.passkey);
  if (passkey.success) return verifyByPasskey(passkey.data, headers);
  const secondStep = SecondStepCode.safeParse(credentials);
  if (secondStep.success) return passSecondStep(readChallenge(headers), secondStep.data.code);
  const input = SignIn.safeParse(credentials);
  if (input.success) return checkPassword(input.data, address);
  const email = typeof credentials.email === "string" ? credentials.email : undefined;
  logRefusal("sign-in.refused", { why: "not an email and a password", email });
  return null;
}
