import "server-only";

/** The methods that some endpoint implements: any other is 501 (RFC 9110, 9.1). */
export const METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"] as const;

/** Whether every percent sequence of a path is UTF-8: Next and the handlers decode it. */
export function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** Whether a Host header is a host with an optional port (RFC 9110, 7.2). */
export const isHost = (host: string | null | undefined): host is string =>
  Boolean(host) && !/[\s/?#@\\]/.test(host ?? "") && URL.canParse(`http://${host}`);
