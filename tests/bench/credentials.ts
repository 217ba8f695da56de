/** The headers of each kind of caller. Callers take turns, so that nobody reaches a rate limit. */
import { encode } from "next-auth/jwt";
import { signAccessToken } from "@/server/auth/access-token";
import { sessionCookie } from "@/server/auth/session-cookie";
import { BIG_TOKENS, CUSTOMERS, credentialId, customerId } from "./data";

export type Kind = "cookie" | "login token" | "personal token" | "anonymous";
type Headers = Record<string, string>;

type Tokens = { tokens: Map<number, string>; bigTokens: string[] };

/** Each turn has another address: anonymous callers are counted by address. */
const addressOf = (turn: number) => `10.${(turn >> 16) & 255}.${(turn >> 8) & 255}.${turn & 255}`;

export type Callers = Awaited<ReturnType<typeof createCallers>>;

/** @param origin of the server: the name of the session cookie depends on its scheme */
export async function createCallers(origin: string, { tokens, bigTokens }: Tokens) {
  const { name } = sessionCookie(new globalThis.Headers({ host: new URL(origin).host }));
  const secret = process.env.NEXTAUTH_SECRET ?? "";
  const cookies = new Map<number, string>();
  const logins = new Map<number, string>();
  for (let n = 1; n <= CUSTOMERS; n++) {
    const token = { sub: customerId(n), sid: credentialId("session", n) };
    cookies.set(n, `${name}=${await encode({ token, secret })}`);
  }

  /** Access tokens end after a few minutes. */
  async function renewLogins() {
    for (let n = 1; n <= CUSTOMERS; n++) {
      logins.set(n, await signAccessToken(credentialId("login", n), customerId(n)));
    }
  }
  await renewLogins();

  function credentialOf(kind: Kind, customer: number): Headers {
    if (kind === "cookie") return { cookie: cookies.get(customer) ?? "", "sec-fetch-site": "same-origin" };
    if (kind === "login token") return { authorization: `Bearer ${logins.get(customer)}` };
    if (kind === "personal token") return { authorization: `Bearer ${tokens.get(customer)}` };
    return {};
  }

  return {
    renewLogins,
    headersOf: (kind: Kind, customer: number, turn: number): Headers => ({
      ...credentialOf(kind, customer),
      "x-forwarded-for": addressOf(turn),
    }),
    bigHeaders: (turn: number): Headers => ({ authorization: `Bearer ${bigTokens[turn % BIG_TOKENS]}` }),
  };
}
