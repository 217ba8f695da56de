import "server-only";
import { logCallOnce, msSince } from "@/server/core/call-log";
import { createContext } from "@/server/core/context";
import { badRequest, endpointNotFound } from "@/server/core/errors";
import type { ResponseState } from "@/server/core/response-state";
import { otherMethodResponse } from "@/server/http/response";
import { consumeRateLimit } from "@/server/platform/rate-limit";
import { finishProviderSignIn, startProviderSignIn } from "./provider-handler";
import { listProviders } from "./providers";
import { type AuthCall, runNextAuth } from "./run-next-auth";

/** The parts of next-auth's protocol that our pages use, and the providers whose settings are there. Everything else is a 404. */
function allowedActions(): Record<string, readonly string[]> {
  const ids = listProviders().map(({ id }) => id);
  return {
    GET: ["csrf", "session", ...ids.map((id) => `callback/${id}`)],
    POST: ["callback/credentials", "signout", ...ids.map((id) => `signin/${id}`)],
  };
}

/** Signing in and out by cookie, in next-auth's protocol. */
export async function handleAuth(request: Request, response: ResponseState): Promise<Response> {
  const start = performance.now();
  const url = new URL(request.url);
  const action = url.pathname.split("/").slice(3).join("/");
  const actions = allowedActions();
  const methods = Object.keys(actions).filter((it) => actions[it]?.includes(action));
  if (methods.length === 0) throw endpointNotFound();
  if (!methods.includes(request.method)) return otherMethodResponse(request, response, methods);

  const headers = new Headers(request.headers);
  headers.delete("authorization"); // this endpoint is about the cookie: it neither ends nor renews a token's session
  const { principal, address } = await createContext(headers, response);
  response.countedCalls++;
  response.noteLimit(await consumeRateLimit("auth", address));
  const form = await readForm(request);
  const result = await respond({ request, response, action, caller: principal, form });
  logCallOnce({ path: `auth/${action}`, userId: principal?.userId, ms: msSince(start), status: result.status });
  return result;
}

function respond(call: AuthCall): Promise<Response> {
  const [verb, id] = call.action.split("/");
  const provider = listProviders().find((it) => it.id === id);
  if (!provider) return runNextAuth(call);
  return verb === "signin" ? startProviderSignIn(call, provider) : finishProviderSignIn(call, provider);
}

async function readForm(request: Request): Promise<Record<string, unknown>> {
  const text = await request.text();
  if (!request.headers.get("content-type")?.includes("json")) return Object.fromEntries(new URLSearchParams(text));
  try {
    return { ...JSON.parse(text || "{}") };
  } catch {
    throw badRequest("The body is not valid JSON.");
  }
}
