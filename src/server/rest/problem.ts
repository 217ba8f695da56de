import "server-only";
import { STATUS_CODES } from "node:http";
import type { ErrorResponse } from "@/server/http/guard";

/** An error as problem details (RFC 9457), with the same values as over tRPC; beside 401 and 403, what RFC 6750 wants. */
export function toProblemResponse({ httpStatus, path: _, ...told }: ErrorResponse, request: Request): Response {
  const body = {
    type: "about:blank",
    title: STATUS_CODES[httpStatus],
    status: httpStatus,
    detail: told.message,
    ...told,
  };
  const headers = new Headers({ "content-type": "application/problem+json" });
  const challenge = challengeFor(told);
  if (challenge) headers.set("www-authenticate", challenge);
  return new Response(request.method === "HEAD" ? null : JSON.stringify(body), { status: httpStatus, headers });
}

function challengeFor({ code, reason }: Pick<ErrorResponse, "code" | "reason">): string | undefined {
  if (reason === "INSUFFICIENT_SCOPE") return 'Bearer realm="roundtrip", error="insufficient_scope"';
  if (code !== "UNAUTHORIZED") return undefined;
  return `Bearer realm="roundtrip"${reason === "TOKEN_INVALID" ? ', error="invalid_token"' : ""}`;
}
