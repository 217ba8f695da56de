import "server-only";
import { parse, serialize } from "cookie";
import type { ResponseState } from "@/server/core/response-state";
import { clientAddress } from "@/server/http/client-address";
import { type SignInOrigin, startSession } from "@/server/services/session";
import { keepChallenge, readDevice } from "./second-step-cookies";
import { createSecret, isSecret } from "./secret";
import { sessionCookie } from "./session-cookie";

type VerifiedUser = Parameters<typeof startSession>[0];

const PREFIX = "rtb";

/** How long a browser is known again, in seconds from its last sign-in: the longest that browsers allow. */
const KNOWN_SECONDS = 400 * 86_400;

/** The client of a sign-in. */
export const originOfSignIn = (headers: Headers): SignInOrigin => ({
  address: clientAddress(headers),
  userAgent: headers.get("user-agent") ?? undefined,
  deviceSecret: readDevice(headers),
});

/**
 * Starts a session in a browser, and gives the browser a random cookie by which the account's next sign-in there is known to be no
 * new one. The cookie opens nothing, and says nothing about the person.
 * @param response takes the cookie, or that of the challenge of the second step
 * @returns the session's id @throws UNAUTHORIZED as startSession
 */
export async function startBrowserSession(
  user: VerifiedUser,
  headers: Headers,
  response: ResponseState,
): Promise<string> {
  const { browserName, secure } = sessionCookie(headers);
  const sent = parse(headers.get("cookie") ?? "")[browserName] ?? "";
  const browserSecret = isSecret(sent, PREFIX) ? sent : createSecret(PREFIX);
  const id = await startSession(user, { ...originOfSignIn(headers), browserSecret }).catch((error: unknown) => {
    throw keepChallenge(error, headers, response);
  });
  const options = { httpOnly: true, sameSite: "lax", path: "/", secure, maxAge: KNOWN_SECONDS } as const;
  response.headers.append("set-cookie", serialize(browserName, browserSecret, options));
  return id;
}
