import "server-only";
import type { SignInProblem } from "@/domain/sign-in-method";

/** Errors of openid-client: of what the provider has answered (OPError), and of our own checks (RPError). */
type StepError = { name?: string; code?: string; message?: string; error?: string; response?: { statusCode?: number } };

/** For the log: the kind of an error without its values, which may be secrets. "state mismatch", "invalid_client", "ECONNREFUSED" */
function kindOf({ name, code, message, error }: StepError): string | undefined {
  if (name === "OPError") return /^[a-z_]{1,40}/.exec(error ?? "")?.[0];
  if (name === "RPError") return /^[a-z_. ]{1,40}/i.exec(message ?? "")?.[0];
  return code ?? name;
}

/**
 * Why a step of the protocol has failed. "expired" is what a person can mend by beginning anew: the code was used before,
 * or does not belong to what this browser has begun.
 */
export function explainFailure(cause: unknown): { problem: SignInProblem; detail?: string } {
  const error = cause as StepError;
  const isTimeout = error.message?.startsWith("outgoing request timed out");
  const isOurCheck = error.name === "RPError" && !isTimeout && !error.response;
  const isStale = isOurCheck || (error.name === "OPError" && error.error === "invalid_grant");
  return { problem: isStale ? "expired" : "unavailable", detail: kindOf(error) };
}
