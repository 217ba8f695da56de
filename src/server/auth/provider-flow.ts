import "server-only";
import { parse, stringifySetCookie } from "cookie";
import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { env } from "@/env";
import { FLOW_SECONDS, flowCookies } from "./session-cookie";

/** Bytes of a target, at most: a cookie holds 4096. */
const MAX_TARGET = 1000;

/** What this browser has begun, remembered in a cookie that is encrypted as the session's is. */
const Flow = z.object({
  /** The page to open afterwards. The sign-in page checks it (features/auth/redirect-path.ts). */
  target: z.string().optional(),
  /** To sign in, to add a method to the account of a session, or to prove that its holder is the user. */
  purpose: z.enum(["sign-in", "add", "prove"]),
  /** The session that adds or proves. */
  session: z.string().optional(),
});
export type Flow = z.output<typeof Flow>;

/** @returns a Set-Cookie header */
export async function writeFlow(headers: Headers, { target, ...flow }: Flow): Promise<string> {
  const { flow: name, options } = flowCookies(headers);
  const token = { target: (target ?? "").length <= MAX_TARGET ? target : undefined, ...flow };
  const value = await encode({ token, secret: env().NEXTAUTH_SECRET, maxAge: FLOW_SECONDS, salt: name });
  return stringifySetCookie(name, value, options);
}

/** What the browser of a request has begun; null if that was nothing, or too long ago. */
export async function readFlow(headers: Headers): Promise<Flow | null> {
  const name = flowCookies(headers).flow;
  const token = parse(headers.get("cookie") ?? "")[name];
  const claims = await decode({ token, secret: env().NEXTAUTH_SECRET, salt: name }).catch(() => null);
  return Flow.safeParse(claims).data ?? null;
}

/** The Set-Cookie headers that end a flow: its cookies are of no further use, whatever became of it. */
export function endFlow(headers: Headers): string[] {
  const { options, ...names } = flowCookies(headers);
  return Object.values(names).map((name) => stringifySetCookie(name, "", { ...options, maxAge: 0 }));
}
