import "server-only";
import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { env } from "@/env";
import type { ResponseState } from "@/server/core/response-state";
import { log } from "@/server/platform/log";
import { logRefusal } from "@/server/platform/security-log";
import { findSession } from "@/server/services/caller";
import { ABSOLUTE_MS, endSession } from "@/server/services/session";
import type { Principal } from "./principal";
import { admit, type ProviderCall } from "./provider-entry";
import { providerOptions } from "./provider-options";
import { explainFailure } from "./provider-problem";
import { flowCookies, sessionCookie } from "./session-cookie";
import { authorizeSignIn } from "./sign-in";

/**
 * next-auth signs the cookie and implements its protocol; whether a session is active is decided by its row
 * (services/session.ts).
 * @param headers of the request: the scheme decides the name of the cookie
 * @param response takes the cookies that are not next-auth's
 * @param before the caller so far: that session ends when a new one starts
 * @param errors collects our own errors: next-auth would convert them to redirects and deleted cookies, or swallow them
 * @param flow of a request that goes to a provider, or comes from one
 */
export function nextAuthOptions(
  headers: Headers,
  response: ResponseState,
  errors: unknown[],
  before: Principal | null,
  flow?: ProviderCall,
): NextAuthOptions {
  const { name, csrfName, secure } = sessionCookie(headers);
  const options = { httpOnly: true, sameSite: "lax", path: "/", secure };
  const checks = flowCookies(headers);
  const collected = <Args extends unknown[], Result>(work: (...args: Args) => Promise<Result>) =>
    async function collectError(...args: Args) {
      try {
        return await work(...args);
      } catch (error) {
        errors.push(error);
        throw new Error("Failed"); // next-auth would put the real text into a URL
      }
    };
  const noting = async <Result>(step: () => Promise<Result>) => {
    try {
      return await step();
    } catch (error) {
      if (flow) Object.assign(flow.outcome, explainFailure(error));
      throw error;
    }
  };
  return {
    secret: env().NEXTAUTH_SECRET,
    pages: { signIn: "/sign-in", signOut: "/", error: "/sign-in" },
    session: { strategy: "jwt", maxAge: ABSOLUTE_MS / 1000 },
    useSecureCookies: secure,
    cookies: {
      sessionToken: { name, options },
      csrfToken: { name: csrfName, options },
      state: { name: checks.state, options: checks.options },
      nonce: { name: checks.nonce, options: checks.options },
      pkceCodeVerifier: { name: checks.pkceCodeVerifier, options: checks.options },
    },
    providers: [
      Credentials({
        credentials: { email: {}, password: {}, code: {}, passkey: {}, privateDevice: {} },
        authorize: collected(async (credentials) => authorizeSignIn(credentials ?? {}, headers, response)),
      }),
      ...(flow ? [providerOptions(flow.provider, noting, flow.purpose === "prove")] : []),
    ],
    callbacks: {
      signIn: collected(async ({ user, account }) =>
        flow && account?.type === "oauth" ? admit(flow, user, before, headers, response) : true,
      ),
      /** Keeps only what sign-in returned: clients can post other data (POST /api/auth/session). */
      jwt: ({ token, user }) =>
        user && "sid" in user ? { sub: user.id, sid: user.sid } : { sub: token.sub, sid: token.sid },
      session: collected(async ({ session, token }) => {
        const principal = typeof token.sid === "string" ? await findSession(token.sid) : null;
        const user = principal ? { name: principal.name, email: principal.email } : undefined;
        return { expires: session.expires, user };
      }),
    },
    events: {
      signIn: collected(async () => {
        if (before) await endSession(before.credentialId);
      }),
      signOut: collected(async ({ token }) => {
        if (typeof token?.sid === "string") await endSession(token.sid);
      }),
    },
    logger: {
      // Of a provider's failure, auth/provider-handler.ts logs a line.
      error: (code) => code.includes("OAUTH") || logRefusal("auth.refused", { code }),
      warn: (code) => log.debug({ event: "auth.warning", code }, "next-auth warned"),
      debug: () => {},
    },
  };
}
