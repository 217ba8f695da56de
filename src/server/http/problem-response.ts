import "server-only";
import { STATUS_CODES } from "node:http";
import { product } from "@/product";
import type { ErrorResponse } from "./guard";

/** An error as problem details (RFC 9457), with the challenge of RFC 6750 for 401 and 403. */
export function toProblemResponse({ httpStatus, path: _, ...error }: ErrorResponse, request: Request): Response {
  const body = {
    type: "about:blank",
    title: STATUS_CODES[httpStatus],
    status: httpStatus,
    detail: error.message,
    ...error,
  };
  const headers = new Headers({ "content-type": "application/problem+json" });
  const challenge = challengeFor(error);
  if (challenge) headers.set("www-authenticate", challenge);
  return new Response(request.method === "HEAD" ? null : JSON.stringify(body), { status: httpStatus, headers });
}

function challengeFor({ code, reason }: Pick<ErrorResponse, "code" | "reason">): string | undefined {
  const bearer = `Bearer realm="${product.slug}"`;
  if (reason === "INSUFFICIENT_SCOPE") return `${bearer}, error="insufficient_scope"`;
  if (code !== "UNAUTHORIZED") return undefined;
  return reason === "TOKEN_INVALID" ? `${bearer}, error="invalid_token"` : bearer;
}
