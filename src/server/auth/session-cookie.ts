import "server-only";
import { originOf } from "@/server/http/origin";

/**
 * The session cookie, by the scheme under which browsers reach us: over https the `__Host-` prefix binds it to this
 * very host (RFC 6265bis, 4.1.3.2); over http, as in development, browsers would refuse that name.
 */
export function sessionCookie(headers: Headers): { name: string; secure: boolean } {
  const secure = originOf(headers).protocol === "https:";
  return { name: secure ? "__Host-roundtrip.session" : "roundtrip.session", secure };
}
