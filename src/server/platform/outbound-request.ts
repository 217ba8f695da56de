import "server-only";
import { once } from "node:events";
import * as http from "node:http";
import * as https from "node:https";
import { SpanKind } from "@opentelemetry/api";
import type { z } from "zod";
import { product } from "@/product";
import { currentRequest, runInSpan } from "./request-id";
import { endSpan, startSpan, traceparentOf } from "./tracing";

/**
 * `passing`: the same request may succeed later. `lasting`: the service does not do what it should. `refusal`: it works, and
 * does not accept this request.
 */
type FailureKind = "passing" | "lasting" | "refusal";

/** A failure of an outside service: `code` is for the log and traces. It has no text of the service, and no value. */
export class OutsideFailure extends Error {
  /** @param retryAfterMs as long as the service wants us to wait */
  constructor(
    readonly code: string,
    readonly kind: FailureKind,
    readonly retryAfterMs = 0,
  ) {
    super(code);
  }
}

/** By a field instead of its class, of which each copy of this module has its own (platform/singleton.ts). */
export const isOutsideFailure = (error: unknown): error is OutsideFailure =>
  error instanceof Error && "retryAfterMs" in error;

/** One request to a service. */
export type OutsideRequest<Answer> = {
  /** The service's name in traces. */
  service: string;
  url: URL;
  method: string;
  headers: http.OutgoingHttpHeaders;
  body?: string;
  schema: z.ZodType<Answer>;
  maxBytes: number;
  /** 1 for the first try of a call. */
  attempt: number;
  signal: AbortSignal;
};

/**
 * Sends one request as a span of the current trace, which the service may continue. Redirects are not followed.
 * @returns the answer, parsed by the schema
 * @throws OutsideFailure for every other outcome, or the reason of an abort
 */
export async function sendOutside<Answer>(request: OutsideRequest<Answer>): Promise<Answer> {
  const { url, method, attempt } = request;
  const span = startSpan(
    `${method} ${request.service}`,
    "outbound",
    {
      "http.request.method": method,
      "server.address": url.hostname,
      "server.port": Number(url.port) || (url.protocol === "https:" ? 443 : 80),
      "url.full": url.origin + url.pathname, // without its query and password, which are values
      ...(attempt > 1 && { "http.request.resend_count": attempt - 1 }),
    },
    SpanKind.CLIENT,
  );
  const current = span ?? currentRequest().span; // one that is not recorded is marked so for the service
  const headers = { ...headersOf(request), ...(current && { traceparent: traceparentOf(current) }) };
  const note = (status: number) => span?.setAttribute("http.response.status_code", status);
  if (!span) return exchange(request, headers, note);
  try {
    const answer = await runInSpan(span, () => exchange(request, headers, note));
    endSpan(span);
    return answer;
  } catch (error) {
    endSpan(span, error);
    throw error;
  }
}

const headersOf = ({ headers, body }: OutsideRequest<unknown>) => ({
  accept: "application/json",
  "accept-encoding": "identity", // a few compressed bytes can be gigabytes
  "user-agent": product.slug,
  ...(body !== undefined && { "content-type": "application/json", "content-length": Buffer.byteLength(body) }),
  ...headers,
});

async function exchange<Answer>(
  { url, method, body, schema, maxBytes, signal }: OutsideRequest<Answer>,
  headers: http.OutgoingHttpHeaders,
  note: (status: number) => void,
): Promise<Answer> {
  try {
    const { request } = url.protocol === "https:" ? https : http; // not fetch: Next's would add a span, and may cache
    const sent = request(url, { method, headers, signal });
    sent.on("error", () => {}); // after the headers: the reader throws it, and without a listener Node would end the process
    sent.end(body);
    const [answer] = (await once(sent, "response")) as [http.IncomingMessage];
    const { statusCode: status = 0 } = answer;
    note(status);
    if (status >= 200 && status < 300) return parse(await readText(answer, maxBytes), schema);
    answer.destroy();
    throw new OutsideFailure(String(status), kindOf(status), retryAfterMs(answer.headers["retry-after"]));
  } catch (error) {
    if (isOutsideFailure(error) || signal.aborted) throw error;
    throw new OutsideFailure((error as NodeJS.ErrnoException).code ?? "connection", "passing");
  }
}

function kindOf(status: number): FailureKind {
  if (status === 408 || status === 429 || status >= 500) return "passing";
  return status >= 400 ? "refusal" : "lasting";
}

async function readText(answer: http.IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new OutsideFailure("too-large", "lasting");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function parse<Answer>(text: string, schema: z.ZodType<Answer>): Answer {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new OutsideFailure("no-json", "lasting");
  }
  const { success, data } = schema.safeParse(json);
  if (!success) throw new OutsideFailure("wrong-shape", "lasting");
  return data;
}

/** Seconds or a date (RFC 9110, 10.2.3). */
function retryAfterMs(header: string | undefined): number {
  const ms = /^\d{1,9}$/.test(header ?? "") ? Number(header) * 1000 : Date.parse(header ?? "") - Date.now();
  return Number.isNaN(ms) ? 0 : Math.max(0, ms);
}
