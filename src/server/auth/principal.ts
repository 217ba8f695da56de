import "server-only";
import type { Role } from "@/domain/account";
import type { Scope } from "@/domain/token";

/** An authenticated caller. `scopes` restricts a personal token; null for a sign-in, which may do everything. */
export type Principal = {
  userId: string;
  email: string;
  name: string;
  role: Role;
  credentialId: string;
  scopes: readonly Scope[] | null;
  /** The number of the user's latest change at the time of the request. */
  changeSeq: number;
};
