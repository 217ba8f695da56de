import "server-only";
import { AppError } from "@/server/core/errors";

/**
 * Reads a body and counts its bytes: Content-Length is only a claim.
 * @param maxBytes of the body
 * @throws PAYLOAD_TOO_LARGE at the first byte too many, CLIENT_CLOSED_REQUEST if the body is incomplete
 */
export async function readBody(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (!request.body) return undefined;
  const tooLarge = () =>
    new AppError("PAYLOAD_TOO_LARGE", `Send at most ${maxBytes} bytes.`, { reason: "BODY_TOO_LARGE" });
  if (Number(request.headers.get("content-length")) > maxBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body) {
      size += chunk.byteLength;
      if (size > maxBytes) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("CLIENT_CLOSED_REQUEST", "The request ended before its body did."); // only the log sees this
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** @throws UNSUPPORTED_MEDIA_TYPE unless a request with a body has one of the `allowed` content types; none: any */
export function checkContentType({ method, headers }: Request, allowed: readonly string[], body?: Uint8Array): void {
  if (method === "GET" || method === "HEAD" || method === "OPTIONS") return; // they have no body
  if (allowed.length === 0) return;
  const type = headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type === undefined && !body?.byteLength) return;
  if (type !== undefined && allowed.includes(type)) return;
  const message = `Send the header Content-Type: ${allowed.join(" or ")}.`;
  throw new AppError("UNSUPPORTED_MEDIA_TYPE", message, { reason: "WRONG_CONTENT_TYPE" });
}
