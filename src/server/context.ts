import "server-only";
import { identify, type Principal } from "./identity";

/** Who asks. Made once a request; everything else that a procedure needs comes in as its input. */
export type Context = { principal: Principal | null };

/** @param headers those of the request, whichever door it came through */
export async function createContext(headers: Headers): Promise<Context> {
  return { principal: await identify(headers) };
}
