import "server-only";
import { parse, serialize } from "cookie";
import { PRIVATE_DEVICE_DAYS, SECOND_STEP_MINUTES } from "@/domain/factor";
import { AppError, secondFactorRequired } from "@/server/core/errors";
import type { ResponseState } from "@/server/core/response-state";
import { sessionCookie } from "./session-cookie";

type Name = "challengeName" | "deviceName";

function setCookie(headers: Headers, response: ResponseState, name: Name, value: string, maxAge: number): void {
  const { [name]: fullName, secure } = sessionCookie(headers);
  const cookie = serialize(fullName, value, { httpOnly: true, sameSite: "lax", path: "/", secure, maxAge });
  response.headers.append("set-cookie", cookie);
}

const readCookie = (headers: Headers, name: Name): string | undefined =>
  parse(headers.get("cookie") ?? "")[sessionCookie(headers)[name]];

/** The secret of the sign-in of this browser that waits for its second step. */
export const readChallenge = (headers: Headers) => readCookie(headers, "challengeName");

export const clearChallenge = (headers: Headers, response: ResponseState) =>
  setCookie(headers, response, "challengeName", "", 0);

/** The error of a sign-in as a browser gets it: no script sees the secret of a challenge, which becomes a cookie. */
export function keepChallenge(error: unknown, headers: Headers, response: ResponseState): unknown {
  if (!(error instanceof AppError) || !error.proof?.challenge) return error;
  const { challenge, methods } = error.proof;
  setCookie(headers, response, "challengeName", challenge, SECOND_STEP_MINUTES * 60);
  return secondFactorRequired({ methods });
}

/** The secret of this browser, if it is a private device. */
export const readDevice = (headers: Headers) => readCookie(headers, "deviceName");

export const keepDevice = (secret: string, headers: Headers, response: ResponseState) =>
  setCookie(headers, response, "deviceName", secret, PRIVATE_DEVICE_DAYS * 86_400);
