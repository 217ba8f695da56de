import "server-only";
import { AsyncResource } from "node:async_hooks";
import {
  type AnyRouter,
  callTRPCProcedure,
  getTRPCErrorFromUnknown,
  TRPCError,
  type TrackedEnvelope,
} from "@trpc/server";
import { logCallOnce } from "@/server/core/call-log";
import { createContext } from "@/server/core/context";
import type { ResponseState } from "@/server/core/response-state";
import { toErrorShape, transformer } from "@/server/core/trpc";
import { otherMethodResponse } from "./response";

/** Pings let either end notice a dead connection: the client reconnects after this time without an event, in milliseconds. */
const PING_MS = 10_000;
const RECONNECT_MS = 25_000;

const HEADERS = {
  "content-type": "text/event-stream",
  "cache-control": "private, no-store, no-transform", // a proxy that compresses a stream would hold it back
  "x-accel-buffering": "no",
};

/** An event as its lines (HTML standard, 9.2.5). JSON has no line breaks. */
const toLines = (event: string, json: unknown, id?: string) =>
  `${event && `event: ${event}\n`}data: ${json === undefined ? "" : JSON.stringify(json)}\n${id ? `id: ${id}\n` : ""}\n`;

/**
 * A subscription as server-sent events, in the format of tRPC's client. tRPC's own response passes each line of an event through
 * four streams and writes it by itself: twice the memory and processor time.
 * @param path of the subscription
 */
export async function respondWithEvents(
  router: AnyRouter,
  path: string,
  request: Request,
  state: ResponseState,
): Promise<Response> {
  if (request.method !== "GET") return otherMethodResponse(request, state, ["GET"]);
  const connection = new AbortController();
  const close = () => connection.abort();
  request.signal.addEventListener("abort", close);
  const events = call(router, path, request, state, connection.signal);
  await events.catch(() => {}); // the headers show the rate limit, also of a call that fails

  // Part of the request, whose id is in the log: a stream is read outside of it.
  const fail = AsyncResource.bind((cause: unknown) => {
    const error = getTRPCErrorFromUnknown(cause);
    logCallOnce({ error, path });
    const shape = toErrorShape({ error, path, response: state });
    return toLines("serialized-error", transformer.output.serialize(shape));
  });
  async function* write(): AsyncGenerator<string, void> {
    yield toLines("connected", { reconnectAfterInactivityMs: RECONNECT_MS });
    try {
      for await (const [id, data] of await events) yield toLines("", transformer.output.serialize(data), id);
      if (!connection.signal.aborted) yield toLines("return", undefined);
    } catch (cause) {
      yield fail(cause);
    } finally {
      // Also keeps the request reachable until then: its signal ends with it.
      request.signal.removeEventListener("abort", close);
    }
  }
  return new Response(toBody(write(), close), { headers: HEADERS });
}

/** Calls the subscription as tRPC does. A browser that reconnects by itself has the id of the last event in a header. */
async function call(
  router: AnyRouter,
  path: string,
  request: Request,
  state: ResponseState,
  signal: AbortSignal,
): Promise<AsyncIterable<TrackedEnvelope<unknown>>> {
  try {
    const ctx = await createContext(request.headers, state);
    const getRawInput = async () => {
      const input = readInput(request.url);
      const lastEventId = request.headers.get("last-event-id");
      return lastEventId ? { ...input, lastEventId } : input;
    };
    const events = await callTRPCProcedure({
      router,
      path,
      getRawInput,
      ctx,
      type: "subscription",
      signal,
      batchIndex: 0,
    });
    return events as AsyncIterable<TrackedEnvelope<unknown>>;
  } catch (cause) {
    const error = getTRPCErrorFromUnknown(cause);
    state.noteError(error);
    throw error;
  }
}

function readInput(url: string): object | undefined {
  const text = new URL(url).searchParams.get("input");
  try {
    return text ? (transformer.input.deserialize(JSON.parse(text)) as object) : undefined;
  } catch (cause) {
    throw cause instanceof TRPCError ? cause : new TRPCError({ code: "BAD_REQUEST", cause });
  }
}

const encoder = new TextEncoder();
const PING = encoder.encode(toLines("ping", undefined));

/** One chunk per text, and a ping after a time without one. @param close called when the client has closed the connection */
function toBody(texts: AsyncGenerator<string, void>, close: () => void): ReadableStream<Uint8Array> {
  let timer: NodeJS.Timeout;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      timer = setInterval(() => {
        if ((controller.desiredSize ?? 0) > 0) controller.enqueue(PING); // not to a client that doesn't read
      }, PING_MS);
    },
    async pull(controller) {
      const { value, done } = await texts.next();
      timer.refresh();
      if (!done) return controller.enqueue(encoder.encode(value));
      clearInterval(timer);
      controller.close();
    },
    async cancel() {
      clearInterval(timer);
      close();
      await texts.return();
    },
  });
}
