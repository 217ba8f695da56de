import "server-only";
import { clientAddress } from "@/server/http/client-address";
import { identify } from "@/server/auth/identity";
import type { Principal } from "@/server/auth/principal";

/** Who asks, from where, and under which idempotency key. All else that a procedure needs comes in as its input. */
export type Context = {
  principal: Principal | null;
  address: string;
  userAgent?: string;
  idempotencyKey?: string;
  /** True if a token came by which nobody is known. */
  isTokenInvalid?: boolean;
};

/** @param headers those of the request, whichever door it came through */
export async function createContext(headers: Headers): Promise<Context> {
  const principal = await identify(headers);
  return {
    principal,
    isTokenInvalid: principal === null && headers.has("authorization"),
    address: clientAddress(headers),
    userAgent: headers.get("user-agent") ?? undefined,
    idempotencyKey: headers.get("idempotency-key") ?? undefined,
  };
}
