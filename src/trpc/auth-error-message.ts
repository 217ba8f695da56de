import type { ErrorReason } from "@/domain/error-reason";
import type { ProofNeeded } from "@/domain/factor.schema";

/** The server's error in a response of /api/auth. */
export type AuthError = { message: string; data: { reason?: ErrorReason; proof?: ProofNeeded } };

/** Undefined if something else responded, such as a proxy or next-auth itself. */
export async function authError(response: Response): Promise<AuthError | undefined> {
  const body = await response.json().catch(() => undefined);
  return body?.error?.json;
}

/** The message of that error. */
export const authErrorMessage = async (response: Response) => (await authError(response))?.message;
