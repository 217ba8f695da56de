import "server-only";

/** RFC 6750, 2.1; none of our tokens is longer. */
const TOKEN = /^[\w.~+/-]{1,1000}=*$/;

/**
 * The bearer token of a request, the only authorization that the server reads: other schemes are a proxy's, such as the
 * Basic authentication of a staging site. With a bearer token, cookies are ignored.
 * @returns undefined if none was sent, "" if it is malformed
 */
export function bearerToken(headers: Headers): string | undefined {
  const [, token] = /^bearer\b\s*(.*)$/i.exec(headers.get("authorization") ?? "") ?? [];
  return token === undefined || TOKEN.test(token) ? token : "";
}
