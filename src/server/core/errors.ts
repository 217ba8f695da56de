import "server-only";
import { TRPCError } from "@trpc/server";
import { ZodError } from "zod";
import { type ErrorReason, type Issue, MAX_ISSUES } from "@/domain/error-reason";
import { MAX_BATCH } from "@/domain/limits";

type Code = TRPCError["code"];
type Details = { reason?: ErrorReason; issues?: Issue[] };

/** A "no" that we say on purpose, in words meant for the caller. Everything else is a fault and is not shown. */
export class AppError extends TRPCError {
  readonly reason?: ErrorReason;
  readonly issues?: Issue[];

  constructor(code: Code, message: string, details: Details = {}) {
    super({ code, message });
    this.reason = details.reason;
    this.issues = details.issues;
  }
}

/** 400: the input is wrong in a way that a schema does not tell. */
export const badRequest = (message: string, details?: Details) => new AppError("BAD_REQUEST", message, details);
/** 401: nobody is signed in, or not any more. */
export const unauthorized = () => new AppError("UNAUTHORIZED", "Please sign in.");
/** 401: a token came, but it is not one of ours, has expired, or has been revoked. */
export const tokenInvalid = () =>
  new AppError("UNAUTHORIZED", "This token does not count, or not any more. Log in again, or make a new one.", {
    reason: "TOKEN_INVALID",
  });
/** 401: this e-mail address and password do not belong together. */
export const wrongCredentials = () =>
  new AppError("UNAUTHORIZED", "E-mail or password is not right.", { reason: "WRONG_CREDENTIALS" });
/** 403: known, but not allowed. */
export const forbidden = (message: string, details?: Details) => new AppError("FORBIDDEN", message, details);
/** 404: it does not exist, or not for this caller; the two look the same. */
export const notFound = (what: string) => new AppError("NOT_FOUND", `There is no such ${what}.`);
/** 409: it could be done in another state of things. */
export const conflict = (reason: ErrorReason, message: string, issues?: Issue[]) =>
  new AppError("CONFLICT", message, { reason, issues });

/** PostgreSQL, the pool or Prisma saying "not now": the caller may try again. */
const UNAVAILABLE_CODES = new Set([
  ...["P1000", "P1001", "P1002", "P1003", "P1008", "P1010", "P1011", "P1017", "P2024", "P2028", "P2037"],
  ...["28000", "28P01", "3D000", "53300", "57014", "57P01", "57P02", "57P03", "08000", "08003", "08006"],
  ...["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT"],
]);
const UNAVAILABLE_TEXT = /timeout exceeded when trying to connect|Connection terminated|Can't reach database server/;
const UNAVAILABLE_KINDS = new Set(["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout", "TooManyConnections"]);

function isUnavailable(error: unknown, depth = 0): boolean {
  if (typeof error !== "object" || error === null || depth > 5) return false;
  const { code, originalCode, kind, message, cause, meta } = error as Record<string, unknown>;
  return (
    [code, originalCode].some((it) => UNAVAILABLE_CODES.has(String(it))) ||
    UNAVAILABLE_KINDS.has(String(kind)) ||
    UNAVAILABLE_TEXT.test(String(message)) ||
    isUnavailable(cause, depth + 1) ||
    isUnavailable((meta as Record<string, unknown>)?.driverAdapterError, depth + 1)
  );
}

/** tRPC's own refusals, in our words: its texts repeat the input. */
const TRPC_MESSAGES: Partial<Record<Code, string>> = {
  BAD_REQUEST: `The request could not be read: its input is not valid JSON, or it holds more than ${MAX_BATCH} calls.`,
  PARSE_ERROR: "The request could not be read: its body is not valid JSON.",
  NOT_FOUND: "There is no such procedure.",
  METHOD_NOT_SUPPORTED: "This procedure wants another HTTP method: GET for queries, POST for mutations.",
  UNSUPPORTED_MEDIA_TYPE: "Send JSON, with Content-Type: application/json.",
  PAYLOAD_TOO_LARGE: "The request is too large.",
};

/**
 * What a caller is told of an error, at every door: the whole of it, so that nothing else can leak.
 * @returns tRPC's code, a message for people, and for refusals a reason and at most 20 issues
 */
export function toPublicError(error: TRPCError): { code: Code; message: string } & Details {
  const refusal = error instanceof AppError ? error : error.cause;
  if (refusal instanceof AppError) {
    const { code, reason, issues } = refusal;
    return { code, message: refusal.message.slice(0, 300), reason, issues: issues?.slice(0, MAX_ISSUES) };
  }
  if (error.code === "BAD_REQUEST" && error.cause instanceof ZodError) {
    const issues = error.cause.issues.slice(0, MAX_ISSUES).map((issue) => ({
      path: issue.path.join(".").slice(0, 60),
      message: issue.message.slice(0, 120),
    }));
    return { code: "BAD_REQUEST", message: "Some of the input is not valid.", issues };
  }
  if (isUnavailable(error.cause)) {
    return {
      code: "SERVICE_UNAVAILABLE",
      message: "We cannot reach our database right now. Please try again shortly.",
    };
  }
  const known = TRPC_MESSAGES[error.code];
  if (known) return { code: error.code, message: known };
  return { code: "INTERNAL_SERVER_ERROR", message: "Something went wrong on our side. Please try again." };
}

/** True for the errors that are our fault: they are logged with their cause, refusals without. */
export const isServerError = (code: Code) => code === "INTERNAL_SERVER_ERROR" || code === "SERVICE_UNAVAILABLE";

/** An address of the API behind which there is no operation. */
export const endpointNotFound = () => new AppError("NOT_FOUND", "There is nothing here. /docs shows what there is.");
