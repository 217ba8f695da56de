import "server-only";
import { TRPCError } from "@trpc/server";
import { ZodError } from "zod";
import { type ErrorReason, type Issue, type KnownReason, MAX_ISSUES } from "@/domain/error-reason";
import type { ProofNeeded } from "@/domain/factor.schema";
import { MAX_BATCH } from "@/domain/limits";

type Code = TRPCError["code"];

/** The state of a rate limit: `left` of `calls` per `windowSeconds`, for the next `resetSeconds`. */
export type LimitState = { name: string; calls: number; windowSeconds: number; left: number; resetSeconds: number };

type Details = { reason?: ErrorReason; issues?: Issue[]; limit?: LimitState; proof?: ProofNeeded };

/** An expected error, with a message for the caller. Every other error is unexpected, and its text is never shown. */
export class AppError extends TRPCError {
  readonly reason?: ErrorReason;
  readonly issues?: Issue[];
  /** The exceeded limit, of a TOO_MANY_REQUESTS. */
  readonly limit?: LimitState;
  /** What the caller has to prove, of a SECOND_FACTOR_REQUIRED. */
  readonly proof?: ProofNeeded;

  constructor(code: Code, message: string, { reason, issues, limit, proof }: Details = {}) {
    super({ code, message });
    this.reason = reason;
    this.issues = issues;
    this.limit = limit;
    this.proof = proof;
  }
}

/** 400: invalid input that a schema cannot describe. */
export const badRequest = (message: string, details?: Details) => new AppError("BAD_REQUEST", message, details);
/** 401: not signed in. */
export const unauthorized = () => new AppError("UNAUTHORIZED", "Please sign in.");
/** 401: a token that is not ours, has expired or was revoked. */
export const tokenInvalid = () =>
  new AppError("UNAUTHORIZED", "This token is invalid, expired or revoked. Log in again or create a new one.", {
    reason: "TOKEN_INVALID",
  });
/** 401: no account has this email and password. */
export const wrongCredentials = () =>
  new AppError("UNAUTHORIZED", "Incorrect email or password.", { reason: "WRONG_CREDENTIALS" });
/** 401: right so far, but the account also wants a second factor. */
export const secondFactorRequired = (proof: ProofNeeded) =>
  new AppError("UNAUTHORIZED", "Enter the code of your second step.", { reason: "SECOND_FACTOR_REQUIRED", proof });
/** 401: the sign-in that waited for its second step is over, or was none. */
export const secondStepExpired = () =>
  new AppError("UNAUTHORIZED", "This sign-in took too long. Start again.", { reason: "SECOND_STEP_EXPIRED" });
/** 403: signed in, but not allowed. */
export const forbidden = (message: string, details?: Details) => new AppError("FORBIDDEN", message, details);
/** 403: the browser did not return the cookie of the form. */
export const csrfTokenInvalid = () =>
  forbidden(
    "Your browser didn't send this site's cookie. Allow cookies for this site, reload the page and try again.",
    {
      reason: "CSRF_TOKEN_INVALID",
    },
  );
/** 403: an act that wants a proof from the last ten minutes that it's the user. */
export const freshProofRequired = () => forbidden("Confirm that it's you first.", { reason: "FRESH_PROOF_REQUIRED" });
/** 403: an administrator without a second factor, where that is a must. */
export const secondFactorMissing = () =>
  forbidden("Administrators need a second step. Set one up at /account/security.", { reason: "SECOND_FACTOR_MISSING" });
/** 404: missing, or another user's; the two look the same. */
export const notFound = (what: string) => new AppError("NOT_FOUND", `This ${what} does not exist.`);
/** 404: no operation has this path. */
export const endpointNotFound = () => new AppError("NOT_FOUND", "Unknown endpoint. See /docs for all endpoints.");
/** 409: not possible in the present state. */
export const conflict = <Reason extends string>(reason: KnownReason<Reason>, message: string, issues?: Issue[]) =>
  new AppError("CONFLICT", message, { reason: reason as ErrorReason, issues });
/** 412: an edit of a version that is no longer the latest. */
export const versionMismatch = (what: string) =>
  new AppError("PRECONDITION_FAILED", `This ${what} has changed since you read it. Read it again and decide.`, {
    reason: "VERSION_MISMATCH",
  });

/** 503: not now, for a reason that passes. */
export const unavailable = (message: string, details?: Details) =>
  new AppError("SERVICE_UNAVAILABLE", message, details);

/** Codes of Prisma and of the network that mean "not now": the caller may retry. */
const UNAVAILABLE_CODES = new Set([
  ...["P1000", "P1001", "P1002", "P1003", "P1008", "P1010", "P1011", "P1017", "P2024", "P2028", "P2034", "P2037"],
  ...["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "ENOTFOUND", "EAI_AGAIN"],
]);
/**
 * The same of PostgreSQL (SQLSTATE, appendix A of its manual): connection, credentials, rollback by the server, resources
 * and operator intervention; a transaction that was too slow, a database that is missing, a lock that is taken.
 */
const UNAVAILABLE_STATES = /^((08|28|40|53|57)[0-9A-Z]{3}|25P0[34]|3D000|55P03)$/;
/** The errors of pg that have no code. */
const UNAVAILABLE_TEXT =
  /timeout exceeded when trying to connect|timeout expired|Query read timeout|Connection terminated|not queryable|Can't reach database server/;
const UNAVAILABLE_KINDS = new Set(["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout", "TooManyConnections"]);

/** A row that refers to a user was inserted after that account was deleted: its caller had been identified before. */
const USER_MISSING_TEXT = /^insert or update on .* violates foreign key constraint "\w+_(user|owner)_id_fkey"/;

/** An error, its cause, and so on, also those that Prisma hides. */
function causesOf(error: unknown, depth = 0): Record<string, unknown>[] {
  if (typeof error !== "object" || error === null || depth > 5) return [];
  const { cause, meta } = error as { cause?: unknown; meta?: Record<string, unknown> };
  return [error, ...causesOf(cause, depth + 1), ...causesOf(meta?.driverAdapterError, depth + 1)] as ReturnType<
    typeof causesOf
  >;
}

const isUnavailable = ({ code, originalCode, kind, message }: Record<string, unknown>) =>
  [code, originalCode].map(String).some((it) => UNAVAILABLE_CODES.has(it) || UNAVAILABLE_STATES.test(it)) ||
  UNAVAILABLE_KINDS.has(String(kind)) ||
  UNAVAILABLE_TEXT.test(String(message));

const isUserMissing = ({ message, originalMessage }: Record<string, unknown>) =>
  USER_MISSING_TEXT.test(String(originalMessage ?? message));

/** Messages for tRPC's own errors, whose texts repeat the input. */
const TRPC_MESSAGES: Partial<Record<Code, string>> = {
  BAD_REQUEST: `The input is not valid JSON, or the request has more than ${MAX_BATCH} calls.`,
  PARSE_ERROR: "The body is not valid JSON.",
  NOT_FOUND: "Unknown procedure.",
  METHOD_NOT_SUPPORTED: "Wrong HTTP method: use GET for queries, POST for mutations.",
  UNSUPPORTED_MEDIA_TYPE: "Send JSON, with Content-Type: application/json.",
  PAYLOAD_TOO_LARGE: "The request is too large.",
};

/** An error as callers see it. */
export type PublicError = {
  code: Code;
  message: string;
  reason?: ErrorReason;
  issues?: Issue[];
  proof?: ProofNeeded;
};

/**
 * The public part of an error, the same at every endpoint. The result is complete, so that nothing else can leak.
 * @returns tRPC's code, a message for people, and for an AppError its reason and at most 20 issues
 */
export function toPublicError(error: TRPCError): PublicError {
  const appError = error instanceof AppError ? error : error.cause;
  if (appError instanceof AppError) {
    const { code, reason, issues, proof } = appError;
    return { code, message: appError.message.slice(0, 300), reason, issues: issues?.slice(0, MAX_ISSUES), proof };
  }
  if (error.code === "BAD_REQUEST" && error.cause instanceof ZodError) {
    const issues = error.cause.issues.slice(0, MAX_ISSUES).map((issue) => ({
      path: issue.path.join(".").slice(0, 60),
      message: issue.message.slice(0, 300),
    }));
    return { code: "BAD_REQUEST", message: "Some fields are not valid.", issues };
  }
  const causes = causesOf(error.cause);
  if (causes.some(isUnavailable)) {
    return { code: "SERVICE_UNAVAILABLE", message: "The database is unavailable. Try again shortly." };
  }
  if (causes.some(isUserMissing)) return { code: "UNAUTHORIZED", message: unauthorized().message };
  const known = TRPC_MESSAGES[error.code];
  if (known) return { code: error.code, message: known };
  return { code: "INTERNAL_SERVER_ERROR", message: "Something went wrong on our side. Try again." };
}

/** Whether an error is the server's fault: these are logged with their cause. */
export const isServerError = (code: Code) => code === "INTERNAL_SERVER_ERROR" || code === "SERVICE_UNAVAILABLE";
