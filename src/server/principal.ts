import "server-only";
import type { Role } from "@/domain/account";

/** A caller who is known. */
export type Principal = { userId: string; email: string; name: string; role: Role; credentialId: string };
