import "server-only";
import type { ProviderId, ProviderIdentity, SignInProblem } from "@/domain/sign-in-method";
import type { ResponseState } from "@/server/core/response-state";
import { clientAddress } from "@/server/http/client-address";
import { addSignInMethod, enterByProvider, proveByProvider } from "@/server/services/provider-entry";
import { startBrowserSession } from "./browser-session";
import type { Principal } from "./principal";
import type { Flow } from "./provider-flow";

/** A request with which a browser comes back from a provider, or goes there. */
export type ProviderCall = {
  provider: ProviderId;
  purpose: Flow["purpose"];
  /** The session that adds or proves. */
  session?: string;
  /** Past it, nothing is changed any more: the browser already has an answer. */
  deadline: AbortSignal;
  /** What became of it, which next-auth has no way to say. */
  outcome: { isDone?: true; problem?: SignInProblem; detail?: string; userId?: string; email?: string | null };
};

/** What an identity does for the account of a session. */
const EFFECTS = { add: addSignInMethod, prove: proveByProvider };

/** For a session whose provider didn't say when the person has signed in there: that may be long ago, and is no fresh proof. */
const NEVER = new Date(0);

/**
 * Lets the person in whom the provider has named, or adds the method to the caller's account, or takes it as the caller's proof.
 * @param user as providerOptions makes it. For someone who signs in, it becomes what next-auth puts into the cookie
 * @returns whether a session was started
 */
export async function admit(
  { purpose, session, deadline, outcome }: ProviderCall,
  user: object,
  caller: Principal | null,
  headers: Headers,
  response: ResponseState,
): Promise<boolean> {
  const { identity } = user as { identity: ProviderIdentity };
  const address = clientAddress(headers);
  deadline.throwIfAborted();
  Object.assign(outcome, { isDone: true, email: identity.email });
  if (purpose !== "sign-in") {
    outcome.userId = caller?.userId;
    const isSame = caller !== null && caller.credentialId === session;
    outcome.problem = isSame ? await EFFECTS[purpose](caller, identity) : "other-session";
    return false;
  }
  const entry = await enterByProvider(identity, address);
  Object.assign(outcome, { userId: entry.user?.id, problem: entry.problem });
  if (entry.problem) return false;
  const sid = await startBrowserSession(
    { ...entry.user, verifiedAt: identity.authenticatedAt ?? NEVER },
    headers,
    response,
  );
  Object.assign(user, { id: entry.user.id, sid });
  return true;
}
