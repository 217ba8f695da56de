import "server-only";
import { parse, serialize } from "cookie";
import { SECOND_STEP_MINUTES } from "@/domain/factor";
import { AppError, secondFactorRequired } from "@/server/core/errors";
import type { ResponseState } from "@/server/core/response-state";
import { sessionCookie } from "./session-cookie";

function setChallenge(headers: Headers, response: ResponseState, value: string, maxAge: number): void {
  const { challengeName, secure } = sessionCookie(headers);
  const cookie = serialize(challengeName, value, { httpOnly: true, sameSite: "lax", path: "/", secure, maxAge });
  response.headers.append("set-cookie", cookie);
}

/** The secret of the sign-in of this browser that waits for its second step. */
export const readChallenge = (headers: Headers): string | undefined =>
  parse(headers.get("cookie") ?? "")[sessionCookie(headers).challengeName];

export const clearChallenge = (headers: Headers, response: ResponseState) => setChallenge(headers, response, "", 0);

/** The error of a sign-in as a browser gets it: no script sees the secret of a challenge, which becomes a cookie. */
export function keepChallenge(error: unknown, headers: Headers, response: ResponseState): unknown {
  if (!(error instanceof AppError) || !error.proof?.challenge) return error;
  const { challenge, methods } = error.proof;
  setChallenge(headers, response, challenge, SECOND_STEP_MINUTES * 60);
  return secondFactorRequired({ methods });
}
