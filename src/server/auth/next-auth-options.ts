import "server-only";
import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { SignIn } from "@/domain/account.schema";
import { env } from "@/env";
import { clientAddress } from "@/server/http/client-address";
import { log } from "@/server/platform/log";
import type { Principal } from "./principal";
import { checkPassword } from "@/server/services/account";
import { ABSOLUTE_MS, endSession, findSession, startSession } from "@/server/services/session";
import { sessionCookie } from "./session-cookie";

/**
 * next-auth signs the cookie and speaks its protocol; whether a session lives is said by its row (services/session.ts).
 * @param headers of the request: its scheme decides the cookie's name
 * @param before who was signed in until now; that session ends when a new one begins
 * @param faults where errors of ours are kept: next-auth would turn them into redirects and deleted cookies, or forget
 * them, so the door tells them instead
 */
export function authOptions(headers: Headers, faults: unknown[], before: Principal | null): NextAuthOptions {
  const { name, secure } = sessionCookie(headers);
  const kept = <Args extends unknown[], Result>(work: (...args: Args) => Promise<Result>) =>
    async function keepFault(...args: Args) {
      try {
        return await work(...args);
      } catch (error) {
        faults.push(error);
        throw new Error("Fault"); // its text would reach a URL
      }
    };
  return {
    secret: env().NEXTAUTH_SECRET,
    pages: { signIn: "/sign-in", signOut: "/", error: "/sign-in" },
    session: { strategy: "jwt", maxAge: ABSOLUTE_MS / 1000 },
    useSecureCookies: secure,
    cookies: { sessionToken: { name, options: { httpOnly: true, sameSite: "lax", path: "/", secure } } },
    providers: [
      Credentials({
        credentials: { email: {}, password: {} },
        /** Null for every kind of refusal. */
        authorize: kept(async (credentials) => {
          const input = SignIn.safeParse(credentials);
          if (!input.success)
            log.warn({ event: "sign-in.refused", why: "not an e-mail and a password" }, "sign-in refused");
          const address = clientAddress(headers);
          const user = input.success ? await checkPassword(input.data, address) : null;
          const userAgent = headers.get("user-agent") ?? undefined;
          return user && { id: user.id, sid: await startSession(user, { address, userAgent }) };
        }),
      }),
    ],
    callbacks: {
      /** Only what sign-in itself gave us is kept, whatever else comes in. */
      jwt: ({ token, user }) =>
        user && "sid" in user ? { sub: user.id, sid: user.sid } : { sub: token.sub, sid: token.sid },
      session: kept(async ({ session, token }) => {
        const principal = typeof token.sid === "string" ? await findSession(token.sid) : null;
        const user = principal ? { name: principal.name, email: principal.email } : undefined;
        return { expires: session.expires, user };
      }),
    },
    events: {
      signIn: kept(async () => {
        if (before) await endSession(before.credentialId);
      }),
      signOut: kept(async ({ token }) => {
        if (typeof token?.sid === "string") await endSession(token.sid);
      }),
    },
    logger: {
      error: (code) => log.warn({ event: "auth.error", code }, "next-auth refused or failed"),
      warn: (code) => log.debug({ event: "auth.warning", code }, "next-auth warned"),
      debug: () => {},
    },
  };
}
