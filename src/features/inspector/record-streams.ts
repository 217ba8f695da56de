import { describeRequest, isIgnored } from "./call";
import { addCall, updateCall } from "./call-store";
import { quietly } from "./quietly";

/** Events that are kept of a stream. */
const MAX_EVENTS = 100;
/** The events of tRPC's streams, beside those that all have. */
const TYPES = ["open", "message", "connected", "ping", "return", "serialized-error", "error"];

/** Records the streams that this tab opens, and their events as they come. */
export function recordStreams(): void {
  window.EventSource = class extends EventSource {
    #end = () => {};

    constructor(url: string | URL, init?: EventSourceInit) {
      super(url, init);
      this.#end = quietly(() => record(this)) ?? this.#end;
    }

    override close() {
      super.close();
      this.#end();
    }
  };
}

/** @returns what ends the call */
function record(stream: EventSource): () => void {
  const url = new URL(stream.url);
  const headers = new Headers({ accept: "text/event-stream" });
  if (isIgnored(url, headers)) return () => {};
  const start = performance.now();
  const id = addCall({
    ...describeRequest(url, headers),
    label: "stream",
    method: "GET",
    url: url.href,
    requestHeaders: [...headers],
    start,
    startedAt: performance.timeOrigin + start,
    events: [],
  });
  const onEvent = (event: Event) => {
    const data = event instanceof MessageEvent ? String(event.data) : "";
    const added = { at: performance.now() - start, type: event.type, data };
    updateCall(id, ({ events = [], status }) => ({
      status: event.type === "open" ? 200 : status,
      events: [...events, added].slice(-MAX_EVENTS),
    }));
  };
  for (const type of TYPES) stream.addEventListener(type, onEvent);
  return () =>
    updateCall(id, ({ ms, status }) => ({
      ms: ms ?? performance.now() - start,
      error: status === undefined ? "Failed" : undefined,
    }));
}
