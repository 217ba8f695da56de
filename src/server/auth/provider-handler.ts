import "server-only";
import { getTRPCErrorFromUnknown } from "@trpc/server";
import type { SignInProblem } from "@/domain/sign-in-method";
import type { SignInProvider } from "@/domain/sign-in-method.schema";
import { logCallOnce } from "@/server/core/call-log";
import { freshProofRequired, isServerError, toPublicError, unauthorized, unavailable } from "@/server/core/errors";
import { logRefusal } from "@/server/platform/security-log";
import { traced } from "@/server/platform/tracing";
import type { ProviderCall } from "./provider-entry";
import { endFlow, type Flow, readFlow, writeFlow } from "./provider-flow";
import { PROVIDER_LIMITS } from "./provider-options";
import { type AuthCall, runNextAuth } from "./run-next-auth";
import { flowCookies } from "./session-cookie";

/** Where a person goes on who has added a method, or could not prove to be the user. */
const METHODS_PATH = "/account/sign-in-methods";

/** Runs a step with a provider. @throws DOMException at its deadline: next-auth has none of its own */
async function runStep(call: AuthCall, flow: ProviderCall, query?: Record<string, string>): Promise<Response> {
  const tooLate = new Promise<never>((_, reject) => {
    flow.deadline.addEventListener("abort", () => reject(flow.deadline.reason));
  });
  const work = runNextAuth(call, { query, flow });
  return traced(`sign in by ${flow.provider}`, "outbound", () => Promise.race([work, tooLate]));
}

const createCall = ({ id: provider }: SignInProvider, { purpose, session }: Flow): ProviderCall => ({
  ...{ provider, purpose, session, outcome: {} },
  deadline: AbortSignal.timeout(PROVIDER_LIMITS.deadlineMs),
});

/** What a form asks for: `target`, the page to open afterwards; `add`, to add a method; `prove`, to prove to be the user. */
function flowOf({ target, add, prove }: AuthCall["form"], caller: AuthCall["caller"]): Flow {
  const purpose = add === "true" ? "add" : prove === "true" ? "prove" : "sign-in";
  return { target: typeof target === "string" ? target : undefined, purpose, session: caller?.credentialId };
}

/**
 * Begins to sign in by a provider, to add it as a method, or to prove to be the user by signing in there once more.
 * @returns the URL at the provider, and cookies that bind what follows to this browser
 * @throws UNAUTHORIZED for an addition or a proof without a session, FORBIDDEN (FRESH_PROOF_REQUIRED) for an addition without a fresh
 * proof, SERVICE_UNAVAILABLE (OUTSIDE_SERVICE)
 */
export async function startProviderSignIn(call: AuthCall, provider: SignInProvider): Promise<Response> {
  const { request, caller, form } = call;
  const flow = flowOf(form, caller);
  if (flow.purpose !== "sign-in" && !caller) throw unauthorized();
  if (flow.purpose === "add" && !caller?.hasFreshProof) throw freshProofRequired();
  const response = await runStep(call, createCall(provider, flow));
  const isStarted = response.headers
    .getSetCookie()
    .some((it) => it.startsWith(`${flowCookies(request.headers).state}=`));
  if (!isStarted) throw unreachable(provider);
  response.headers.append("set-cookie", await writeFlow(request.headers, flow));
  return response;
}

function unreachable({ name }: SignInProvider) {
  const message = `${name} can't be reached right now. Try again shortly, or use another way to sign in.`;
  return unavailable(message, { reason: "OUTSIDE_SERVICE" });
}

/**
 * Ends what `startProviderSignIn` has begun, when the browser comes back. The answer is a page of ours, whatever
 * happened: a person is looking at it. Nothing that the provider said is part of its address.
 */
export async function finishProviderSignIn(call: AuthCall, provider: SignInProvider): Promise<Response> {
  const { headers } = call.request;
  const flow = await readFlow(headers);
  const flowCall = createCall(provider, flow ?? { purpose: "sign-in" });
  const { outcome } = flowCall;
  const response = flow ? await finish(call, flowCall) : undefined;
  if (!flow) outcome.problem = "expired";
  const { problem, detail, userId, email } = outcome;
  if (problem) logRefusal("sign-in.refused", { why: problem, detail, provider: provider.id, userId, email });
  const answer = new Response(null, { status: 302, headers: { location: nextPage(flow, provider, problem) } });
  const cookies = problem ? [] : (response?.headers.getSetCookie() ?? []);
  for (const cookie of [...cookies, ...endFlow(headers)]) answer.headers.append("set-cookie", cookie);
  return answer;
}

/** The parameters of RFC 6749 (4.1.2) and RFC 9207 that are passed on. */
const PARAMETERS = ["code", "state", "iss"];

async function finish(call: AuthCall, flowCall: ProviderCall): Promise<Response | undefined> {
  const { outcome } = flowCall;
  const sent = new URL(call.request.url).searchParams;
  const error = sent.get("error");
  if (error !== null) {
    outcome.problem = error === "access_denied" ? "denied" : "unavailable";
    return undefined;
  }
  const query = Object.fromEntries(
    PARAMETERS.flatMap((name) => (sent.has(name) ? [[name, sent.get(name) ?? ""]] : [])),
  );
  try {
    const response = await runStep({ ...call, form: {} }, flowCall, query);
    if (!outcome.isDone) outcome.problem ??= "unavailable";
    return response;
  } catch (cause) {
    // A second step is no problem: the sign-in page asks for it, by the cookie of its challenge.
    const { reason } = toPublicError(getTRPCErrorFromUnknown(cause));
    outcome.problem = reason === "SECOND_FACTOR_REQUIRED" ? undefined : problemOf(cause);
    return undefined;
  }
}

/** Of what our own code has thrown. */
function problemOf(cause: unknown): SignInProblem {
  const error = getTRPCErrorFromUnknown(cause);
  const { code } = toPublicError(error);
  if (code === "TOO_MANY_REQUESTS") return "limited";
  if (code === "UNAUTHORIZED") return "refused"; // the account has changed since it was read
  const isTooLate = cause instanceof DOMException && cause.name === "TimeoutError";
  if (isServerError(code) && !isTooLate) logCallOnce({ path: "auth/callback", error });
  return "unavailable";
}

/** The sign-in page passes a person on who is signed in: after a proof, to the page that wanted it. */
function nextPage(flow: Flow | null, { id }: SignInProvider, problem: SignInProblem | undefined): string {
  const { purpose = "sign-in", target } = flow ?? {};
  const isMethodsPage = purpose === "add" || (purpose === "prove" && problem !== undefined);
  const parameters = new URLSearchParams();
  if (!isMethodsPage && target) parameters.set("callbackUrl", target);
  if (problem) parameters.set("error", problem);
  else if (purpose === "add") parameters.set("added", id);
  const path = isMethodsPage ? METHODS_PATH : "/sign-in";
  return parameters.size ? `${path}?${parameters}` : path;
}
