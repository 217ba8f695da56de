/** Handlers behind a real socket: Node's events of a request happen. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import type { ReadableStream } from "node:stream/web";
import { HOST, type send } from "./http";

/** @param handlers by the prefix of a path, which they do not see; the first match responds */
export async function startSocketServer(handlers: readonly (readonly [prefix: string, handler: typeof send])[]) {
  const server = createServer(async (request, response) => {
    const { method, headers } = request;
    const { pathname, search } = new URL(request.url ?? "", "http://localhost"); // a target may be absolute
    const url = pathname + search;
    const closed = new AbortController();
    response.once("close", () => closed.abort());
    const init = {
      method,
      signal: closed.signal,
      headers: { ...headers, host: HOST } as never,
      body: method === "GET" || method === "HEAD" ? undefined : (await text(request)) || undefined,
    };
    const [prefix = "", handler] = handlers.find(([prefix]) => url.startsWith(prefix)) ?? [];
    if (!handler) throw new Error(`No handler has the path ${url}.`);
    const answer = await handler(url.slice(prefix.length), init);
    for (const [name, value] of answer.headers) response.appendHeader(name, value);
    response.writeHead(answer.status);
    Readable.fromWeb((answer.body ?? new Blob().stream()) as ReadableStream).pipe(response);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop: () => server.close() };
}

/** The trace id and the span id that a response names, and whether the trace is recorded. */
export function traceOf({ headers }: Response) {
  const [, traceId = "", spanId = "", flags] = headers.get("traceparent")?.split("-") ?? [];
  return { traceId, spanId, isRecorded: flags === "01" };
}
