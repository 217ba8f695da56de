import "server-only";
import type { ProviderId, ProviderIdentity, SignInProblem } from "@/domain/sign-in-method";
import type { ResponseState } from "@/server/core/response-state";
import { clientAddress } from "@/server/http/client-address";
import { addSignInMethod, enterByProvider } from "@/server/services/provider-entry";
import { startBrowserSession } from "./browser-session";
import type { Principal } from "./principal";

/** A request with which a browser comes back from a provider, or goes there. */
export type ProviderCall = {
  provider: ProviderId;
  /** The session whose user adds a method; without it, somebody signs in. */
  addTo?: string;
  /** Past it, nothing is changed any more: the browser already has an answer. */
  deadline: AbortSignal;
  /** What became of it, which next-auth has no way to say. */
  outcome: { isDone?: true; problem?: SignInProblem; detail?: string; userId?: string; email?: string | null };
};

/**
 * Lets the person in whom the provider has named, or adds the method to the caller's account.
 * @param user as providerOptions makes it. For someone who signs in, it becomes what next-auth puts into the cookie
 * @returns whether a session was started
 */
export async function admit(
  { addTo, deadline, outcome }: ProviderCall,
  user: object,
  caller: Principal | null,
  headers: Headers,
  response: ResponseState,
): Promise<boolean> {
  const { identity } = user as { identity: ProviderIdentity };
  const address = clientAddress(headers);
  deadline.throwIfAborted();
  Object.assign(outcome, { isDone: true, email: identity.email });
  if (addTo !== undefined) {
    outcome.userId = caller?.userId;
    outcome.problem = caller?.credentialId === addTo ? await addSignInMethod(caller, identity) : "other-session";
    return false;
  }
  const entry = await enterByProvider(identity, address);
  Object.assign(outcome, { userId: entry.user?.id, problem: entry.problem });
  if (entry.problem) return false;
  const sid = await startBrowserSession(entry.user, headers, response);
  Object.assign(user, { id: entry.user.id, sid });
  return true;
}
