import "server-only";
import { AppError } from "@/server/core/errors";

/**
 * The body of a request, counted while it is read: what a header says of its length is only a claim.
 * @param maxBytes the most that this door takes
 * @throws PAYLOAD_TOO_LARGE as soon as one byte more has come
 */
export async function readBody(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (!request.body) return undefined;
  const tooLarge = () =>
    new AppError("PAYLOAD_TOO_LARGE", `At most ${maxBytes} bytes are read here.`, { reason: "BODY_TOO_LARGE" });
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
    throw new AppError("CLIENT_CLOSED_REQUEST", "The request ended before its body did."); // nobody hears this but our log
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** @throws UNSUPPORTED_MEDIA_TYPE unless the content type is one of `allowed`; what has a body must have one */
export function checkContentType({ method, headers }: Request, allowed: readonly string[], body?: Uint8Array): void {
  if (method === "GET" || method === "HEAD" || method === "OPTIONS") return; // they have no body
  const type = headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type === undefined && !body?.byteLength) return;
  if (type !== undefined && allowed.includes(type)) return;
  const message = `Send the header Content-Type: ${allowed.join(" or ")}.`;
  throw new AppError("UNSUPPORTED_MEDIA_TYPE", message, { reason: "WRONG_CONTENT_TYPE" });
}
