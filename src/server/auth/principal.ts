import "server-only";
import type { Role } from "@/domain/account";
import type { Scope } from "@/domain/token";

/** A caller who is known. `scopes` bounds what a personal token may do; null for a sign-in, which may do everything. */
export type Principal = {
  userId: string;
  email: string;
  name: string;
  role: Role;
  credentialId: string;
  scopes: readonly Scope[] | null;
  /** The number of the latest event of their orders, when they asked. */
  eventSeq: number;
};
