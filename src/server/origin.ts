import "server-only";
import { env } from "@/env";
import { badRequest } from "./errors";

/**
 * The origin under which the browser reaches us: NEXTAUTH_URL's if that is set, else what the Host header and the
 * proxy's scheme say. `request.url` does not tell: Next puts localhost there. X-Forwarded-Host is not believed.
 * @throws BAD_REQUEST if Host is no host
 */
export function originOf(headers: Headers): URL {
  const publicUrl = env().NEXTAUTH_URL;
  if (publicUrl) return new URL(new URL(publicUrl).origin);
  const scheme = headers.get("x-forwarded-proto")?.split(",")[0]?.trim() === "https" ? "https" : "http";
  const origin = `${scheme}://${headers.get("host")}`;
  if (!URL.canParse(origin)) throw badRequest("The Host header is not valid.");
  return new URL(origin);
}
