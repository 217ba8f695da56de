import "server-only";
import type { Role } from "@/domain/account";
import type { Scope } from "@/domain/token";

/** An authenticated caller. `scopes` restricts a personal token; null for a sign-in, which may do everything. */
export type Principal = {
  userId: string;
  email: string;
  /** Whether the address is verified. */
  isVerified: boolean;
  name: string;
  role: Role;
  credentialId: string;
  scopes: readonly Scope[] | null;
  /** Whether the holder of the credential has proved to be the user in the last ten minutes. */
  hasFreshProof: boolean;
  /** The number of the user's latest change at the time of the request. */
  changeSeq: number;
};

/** Whose calls a rate limit counts together: those of a personal token, else of a user, else of an address. */
export function limitKeyOf(principal: Principal | null, address: string): string {
  if (!principal) return `address ${address}`;
  return principal.scopes ? `token ${principal.credentialId}` : `user ${principal.userId}`;
}
