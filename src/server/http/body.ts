import "server-only";
import { isUtf8 } from "node:buffer";
import { AppError, badRequest } from "@/server/core/errors";

/** Milliseconds in which a body must have arrived. */
export const BODY_MS = 10_000;

/**
 * Reads a body and counts its bytes: Content-Length is only a claim.
 * @param maxBytes of the body
 * @throws PAYLOAD_TOO_LARGE at the first byte too many, TIMEOUT after BODY_MS, CLIENT_CLOSED_REQUEST if the body is
 * incomplete
 */
export async function readBody(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (!request.body) return undefined;
  const tooLarge = () =>
    new AppError("PAYLOAD_TOO_LARGE", `Send at most ${maxBytes} bytes.`, { reason: "BODY_TOO_LARGE" });
  if (Number(request.headers.get("content-length")) > maxBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  let isLate = false;
  const reader = request.body.getReader();
  const cancel = () => reader.cancel().catch(() => {});
  const timer = setTimeout(() => {
    isLate = true;
    cancel();
  }, BODY_MS);
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      size += next.value.byteLength;
      if (size > maxBytes) throw tooLarge();
      chunks.push(next.value);
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("CLIENT_CLOSED_REQUEST", "The request ended before its body did."); // only the log sees this
  } finally {
    clearTimeout(timer);
    cancel();
  }
  if (isLate) throw new AppError("TIMEOUT", `Send the body within ${BODY_MS / 1000} seconds.`);
  return new Uint8Array(Buffer.concat(chunks));
}

/**
 * A request whose body was read, to be read again. Its signal follows the original only while that is reachable, so that it
 * is not for streams: those have no body.
 */
export const withBody = ({ url, method, headers, signal }: Request, body: Uint8Array<ArrayBuffer>) =>
  new Request(url, { method, headers, signal, body });

const CHARSETS = ["utf-8", "utf8", "us-ascii"];

/**
 * @throws UNSUPPORTED_MEDIA_TYPE unless a request with a body has one of the `allowed` content types (none: any), in UTF-8
 */
export function checkContentType({ method, headers }: Request, allowed: readonly string[], body?: Uint8Array): void {
  if (method === "GET" || method === "HEAD" || method === "OPTIONS") return; // they have no body
  if (allowed.length === 0) return;
  const [type, ...parameters] = (headers.get("content-type") ?? "").split(";").map((it) => it.trim().toLowerCase());
  if (!type && !body?.byteLength) return;
  const charsets = parameters.flatMap((it) => /^charset\s*=\s*"?([^"]*)"?$/.exec(it)?.[1] ?? []);
  const isInUtf8 = charsets.every((it) => CHARSETS.includes(it));
  if (type && allowed.includes(type) && isInUtf8) return;
  const message = isInUtf8 ? `Send the header Content-Type: ${allowed.join(" or ")}.` : "Send the body in UTF-8.";
  throw new AppError("UNSUPPORTED_MEDIA_TYPE", message, { reason: "WRONG_CONTENT_TYPE" });
}

/** @throws BAD_REQUEST for bytes that are not UTF-8: decoding would replace them silently */
export function checkEncoding(body: Uint8Array): void {
  if (!isUtf8(body)) throw badRequest("The body is not valid UTF-8.");
}
