import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Call } from "@/features/inspector/call";
import { clearCalls, findCall } from "@/features/inspector/call-store";
import { recordFetches } from "@/features/inspector/record-fetches";
import { recordStreams } from "@/features/inspector/record-streams";

const TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
const ORIGIN = "https://app.test";
const JSON_TYPE = { "content-type": "application/json" };

/** The only call that was recorded, as it becomes. */
const recorded = (expected: Partial<Call>) =>
  vi.waitFor(() => expect(findCall(() => true)).toMatchObject({ requestHeaders: [], ...expected }));

/** A window whose `fetch` answers with this. */
function recordOver(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  vi.stubGlobal("window", { fetch });
  vi.stubGlobal("location", new URL(ORIGIN));
  recordFetches();
  return window.fetch;
}

const answering = (body: BodyInit | null, init?: ResponseInit) => {
  const response = new Response(body, init);
  return { response, send: recordOver(async () => response) };
};

beforeEach(clearCalls);
afterEach(() => {
  vi.unstubAllGlobals();
});

it("inspector recorder: a call has what was sent and answered, and the page gets the same response", async () => {
  const headers = { traceparent: TRACEPARENT, ...JSON_TYPE };
  const { response, send } = answering('{"a":1}', { status: 201, headers });
  const init = { method: "post", body: '{"json":{}}', headers: { "Idempotency-Key": "k" } };
  const received = await send("/api/trpc/note.add", init);
  expect(received).toBe(response);
  expect(await received.json()).toEqual({ a: 1 });
  await recorded({
    method: "POST",
    name: "note.add",
    url: `${ORIGIN}/api/trpc/note.add`,
    requestHeaders: [["idempotency-key", "k"]],
    requestBody: { text: '{"json":{}}' },
    status: 201,
    responseHeaders: [
      ["content-type", "application/json"],
      ["traceparent", TRACEPARENT],
    ],
    responseBody: { text: '{"a":1}' },
    traceId: TRACEPARENT.split("-")[1],
  });
});

it("inspector recorder: of a long body the first 64 KB are kept, of one that is no text nothing", async () => {
  const long = "é".repeat(40_000);
  const { send } = answering(long, { headers: JSON_TYPE });
  expect(await (await send("/api/v1/notes")).text()).toBe(long);
  await recorded({ responseBody: { text: "é".repeat(32_768), note: "Only the first 64 KB are shown." } });
  clearCalls();
  const image = answering(new Uint8Array(4), { headers: { "content-type": "image/png" } });
  await image.send("/api/v1/notes", { method: "POST", body: new FormData() });
  await recorded({
    requestBody: { text: "", note: "The body is not text (FormData)." },
    responseBody: { text: "", note: "The body is not text (image/png)." },
  });
});

it("inspector recorder: a failed and an aborted call reject as without it, and say so", async () => {
  const offline = new TypeError("Failed to fetch");
  await expect(recordOver(() => Promise.reject(offline))("/api/v1/notes")).rejects.toBe(offline);
  await recorded({ error: "Failed" });
  clearCalls();
  const aborted = new DOMException("", "AbortError");
  await expect(recordOver(() => Promise.reject(aborted))("/api/v1/notes")).rejects.toBe(aborted);
  await recorded({ error: "Aborted" });
});

it("inspector recorder: requests that cannot be recorded are sent", async () => {
  const { response, send } = answering(null);
  expect(await send("http://[")).toBe(response);
  expect(await send("/api/v1/notes", { headers: [["é", ""]] })).toBe(response);
  expect(findCall(() => true)).toBeUndefined();
});

it.each([
  ["/_next/static/a.js", {}],
  ["/__nextjs_font/a", {}],
  ["/api/inspector/0af7", {}],
  ["https://other.test/api/v1/notes", {}],
  ["/notes?_rsc=1", { rsc: "1", "next-router-prefetch": "1" }],
])("inspector recorder: %s is not recorded (headers: %o)", async (url, headers) => {
  await answering(null).send(url, { headers });
  expect(findCall(() => true)).toBeUndefined();
});

it("inspector recorder: a stream has its events until it is closed", async () => {
  class Stream extends EventTarget {
    url: string;
    constructor(url: string) {
      super();
      this.url = ORIGIN + url;
    }
    close() {}
  }
  vi.stubGlobal("EventSource", Stream);
  vi.stubGlobal("window", {});
  vi.stubGlobal("location", new URL(ORIGIN));
  recordStreams();
  const stream = new window.EventSource("/api/trpc/note.onChange");
  expect(stream).toBeInstanceOf(Stream);
  await recorded({ name: "note.onChange", label: "stream", requestHeaders: [["accept", "text/event-stream"]] });
  stream.dispatchEvent(new Event("open"));
  for (let index = 0; index < 150; index++) stream.dispatchEvent(new MessageEvent("message", { data: `${index}` }));
  expect(findCall(({ ms, status }) => ms === undefined && status === 200)).toBeDefined();
  stream.close();
  const { events = [], ms, error } = findCall(() => true) as Call;
  expect([events.length, events.at(-1)?.data, error]).toEqual([100, "149", undefined]);
  expect(ms).toBeGreaterThanOrEqual(0);
});
