/** When the browser reopens its change stream. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { followStream } from "@/trpc/change-stream";
import { subscribeAcrossTabs } from "@/trpc/cross-tab-stream";

/** The browser's EventSource, driven by the test. */
class FakeSource extends EventTarget {
  static readonly CLOSED = 2;
  readonly CLOSED = 2;
  readyState = 0;
  constructor(readonly url: string) {
    super();
    sources.push(this);
  }
  close() {
    this.readyState = this.CLOSED;
  }
  send(type: string, data: unknown = {}, lastEventId = "") {
    this.dispatchEvent(Object.assign(new Event(type), { data: JSON.stringify(data), lastEventId }));
  }
  fail(code: string, data: object = {}) {
    this.send("serialized-error", { json: { message: code, code: -32600, data: { code, ...data } } });
  }
}

let sources: FakeSource[];
let stop: () => void;
const onSignedOut = vi.fn();
const isServerUp = { value: true };
let probes: number;

beforeEach(() => {
  sources = [];
  probes = 0;
  isServerUp.value = true;
  onSignedOut.mockReset();
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  vi.stubGlobal("EventSource", FakeSource);
  vi.stubGlobal("window", new EventTarget());
  vi.stubGlobal("navigator", { onLine: true });
  vi.stubGlobal("fetch", async () => {
    probes++;
    if (!isServerUp.value) throw new Error("unreachable");
    return new Response();
  });
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function open() {
  stop = followStream(() => 7, { onChange: () => {}, onGap: () => {}, onSignedOut });
  await opened(1);
}
const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const opened = async (count: number) => {
  await wait(0);
  expect(sources).toHaveLength(count);
  return sources.at(-1) as FakeSource;
};
/** Ends the latest stream as the server does. */
const end = () => sources.at(-1)?.send("return");

it("a stream that the server ended in time is resumed within a second", async () => {
  await open();
  await wait(50_000);
  end();
  await wait(499);
  await opened(1);
  await wait(1);
  expect((await opened(2)).url).toContain("7");
});

it("streams that end at once are reopened after growing pauses", async () => {
  await open();
  const pauses: number[] = [];
  for (let count = 1; count < 7; count++) {
    end();
    const start = Date.now();
    while (sources.length === count) await wait(100);
    pauses.push(Date.now() - start);
  }
  expect(pauses).toEqual([500, 1000, 2000, 4000, 8000, 15_000]);
});

it("a restart of any length takes three streams: the probes wait until the server is back", async () => {
  await open();
  await wait(50_000);
  end();
  isServerUp.value = false;
  await wait(500);
  sources.at(-1)?.dispatchEvent(new Event("error")); // refused
  await wait(60_000);
  await opened(2);
  expect(probes).toBeGreaterThan(3);
  isServerUp.value = true;
  await wait(20_000);
  await opened(3);
});

it("the browser does not reconnect by itself: a broken stream is closed", async () => {
  await open();
  sources[0]?.dispatchEvent(new Event("error"));
  await wait(0);
  expect(sources[0]?.readyState).toBe(FakeSource.CLOSED);
});

it("a stream that a limit refused is reopened after its Retry-After", async () => {
  await open();
  sources[0]?.fail("TOO_MANY_REQUESTS", { retrySeconds: 40 });
  await wait(40_000);
  await opened(1);
  await wait(500);
  await opened(2);
});

it("a revoked session ends it", async () => {
  await open();
  sources[0]?.fail("UNAUTHORIZED");
  await wait(60_000);
  await opened(1);
  expect(onSignedOut).toHaveBeenCalledOnce();
});

it("after unsubscribing, nothing is opened", async () => {
  await open();
  end();
  await wait(0);
  stop();
  await wait(60_000);
  await opened(1);
});

it("a gap: every tab learns that it missed changes, and later ones arrive", async () => {
  vi.stubGlobal("document", Object.assign(new EventTarget(), { visibilityState: "visible" }));
  const [onChange, onMissed] = [vi.fn(), vi.fn()];
  const viewer = { id: crypto.randomUUID(), changeSeq: 7 };
  stop = subscribeAcrossTabs(viewer, { onChange, onMissed, onSignedOut });
  const source = await opened(1);
  const otherTab = new BroadcastChannel(`roundtrip.changes.${viewer.id}`);
  const message = new Promise((resolve) => {
    otherTab.onmessage = ({ data }) => resolve(data);
  });
  source.send("message", { json: { seq: 9, isGap: true } }, "9");
  expect(await message).toEqual({ latest: 9 });
  otherTab.close();
  const change = { topic: "token", id: "row", createdAt: "2026-01-01T00:00:00.000Z" };
  source.send("message", { json: { ...change, seq: 9 } }, "9");
  source.send("message", { json: { ...change, seq: 10 } }, "10");
  await vi.waitFor(() => expect(onChange.mock.calls).toEqual([[expect.objectContaining({ seq: 10 })]]), 60_000);
  expect(onMissed).toHaveBeenCalledOnce();
});
