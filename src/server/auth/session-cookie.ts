import "server-only";
import { product } from "@/product";
import { originOf } from "@/server/http/origin";

const NAME = `${product.slug}.session`;

/** The cookie's names: over https the `__Host-` prefix binds it to this host (RFC 6265bis, 4.1.3.2). */
export const SESSION_COOKIES = { https: `__Host-${NAME}`, http: NAME };

/** The session cookie for the scheme of a request: over http, as in development, browsers refuse the prefix. */
export function sessionCookie(headers: Headers): { name: string; secure: boolean } {
  const secure = originOf(headers).protocol === "https:";
  return { name: secure ? SESSION_COOKIES.https : SESSION_COOKIES.http, secure };
}
