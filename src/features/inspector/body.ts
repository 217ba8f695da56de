import type { Body } from "./call";

/** Bytes of a body that are kept. */
const MAX_BODY = 64 * 1024;
const TEXT = /^(text\/|application\/(json|problem\+json|x-www-form-urlencoded|javascript|xml))/;
const CUT = "Only the first 64 KB are shown.";

/** A body as it is given to `fetch`. */
export function bodyOf(body: BodyInit | null | undefined): Body | undefined {
  if (body === null || body === undefined) return undefined;
  if (typeof body !== "string" && !(body instanceof URLSearchParams)) {
    return { text: "", note: `The body is not text (${body.constructor.name}).` };
  }
  const text = String(body);
  return text.length > MAX_BODY ? { text: text.slice(0, MAX_BODY), note: CUT } : { text };
}

/** Reads the beginning of a response's copy. */
export async function readBody(copy: Response): Promise<Body | undefined> {
  const type = copy.headers.get("content-type") ?? "";
  const reader = copy.body?.getReader();
  if (!reader) return undefined;
  if (!TEXT.test(type)) {
    reader.cancel().catch(() => {});
    return { text: "", note: `The body is not text (${type || "unknown type"}).` };
  }
  const decoder = new TextDecoder();
  let text = "";
  for (let size = 0; size < MAX_BODY; ) {
    const { done, value } = await reader.read();
    if (done) {
      text += decoder.decode();
      return text ? { text } : undefined;
    }
    const part = value.subarray(0, MAX_BODY - size);
    size += part.length;
    text += decoder.decode(part, { stream: true });
  }
  reader.cancel().catch(() => {});
  return { text, note: CUT };
}
