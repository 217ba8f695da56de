import "server-only";
import { clientAddress } from "./client-address";
import { identify } from "./identity";
import type { Principal } from "./principal";

/** Who asks, from where, and under which idempotency key. All else that a procedure needs comes in as its input. */
export type Context = { principal: Principal | null; address: string; idempotencyKey?: string };

/** @param headers those of the request, whichever door it came through */
export async function createContext(headers: Headers): Promise<Context> {
  return {
    principal: await identify(headers),
    address: clientAddress(headers),
    idempotencyKey: headers.get("idempotency-key") ?? undefined,
  };
}
