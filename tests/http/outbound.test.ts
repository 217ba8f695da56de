/** Calls of outside services: real servers on loopback, which fail in every way. */
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { afterEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { callOutside, type OutsideCall, type OutsideService } from "@/server/platform/outbound";
import { logged } from "../setup/database";
import { answerJson, startService } from "../setup/outside-service";

const schema = z.object({ price: z.number() });
const ANSWER = { price: 5 };
/** Generous, so that only what a test shortens can end a call. */
const PATIENT = { deadlineMs: 60_000, tryMs: 60_000, backoffMs: 1 };

type Limits = OutsideService["limits"];
type Call = Partial<OutsideCall<z.output<typeof schema>>>;

const serviceAt = (url: string, limits?: Limits): OutsideService => ({
  name: crypto.randomUUID(),
  url,
  failure: "Prices are unavailable. Try again shortly.",
  limits: { ...PATIENT, ...limits },
});
const callService = (service: OutsideService, call: Call = {}) =>
  callOutside(service, { path: "/price", schema, ...call });

const lines = (event: string) => logged.map((line) => JSON.parse(line)).filter((line) => line.event === event);
const UNAVAILABLE = {
  code: "SERVICE_UNAVAILABLE",
  reason: "OUTSIDE_SERVICE",
  message: "Prices are unavailable. Try again shortly.",
};

/** Calls a service that fails, and expects an error that says nothing of the cause, and one line of the log that does. */
async function expectFailure(service: OutsideService, line: { tries: number; why: string }, call?: Call) {
  const error = await callService(service, call).catch((cause: unknown) => cause);
  expect(error).toMatchObject(UNAVAILABLE);
  expect((error as Error).cause).toBeUndefined();
  expect(lines("outbound.failed")).toMatchObject([{ service: service.name, ms: expect.any(Number), ...line }]);
}

afterEach(() => void vi.useRealTimers());

describe("a call", () => {
  it("sends the query, the headers and a name for all its tries, and answers by the schema", async () => {
    const { url, requests } = await startService((response, count) =>
      answerJson(response, { ...ANSWER, more: 1 }, count === 1 ? 500 : 200),
    );
    const service = { ...serviceAt(`${url}/v2/`), headers: { "x-key": "of the service" } };
    expect(await callService(service, { query: { code: "a&b=c" } })).toEqual(ANSWER);
    const [first, second] = requests;
    expect(first).toMatchObject({ method: "GET", url: "/v2/price?code=a%26b%3Dc", body: "" });
    expect(first?.headers).toMatchObject({ "x-key": "of the service", accept: "application/json" });
    expect(first?.headers["x-request-id"]).toBeTruthy();
    expect(second?.headers["x-request-id"]).toBe(first?.headers["x-request-id"]);
  });

  it("sends the name and password of the service's URL", async () => {
    const { url, requests } = await startService((response) => answerJson(response, ANSWER));
    await callService(serviceAt(url.replace("//", "//shop:secret@")));
    expect(requests[0]?.headers.authorization).toBe(`Basic ${btoa("shop:secret")}`);
  });

  it.each(["//127.0.0.1:1/x", "/../../x", "/\\127.0.0.1:1"] as const)("stays at its service: %s", async (path) => {
    const { url, requests } = await startService((response) => answerJson(response, ANSWER));
    expect(await callService(serviceAt(url), { path })).toEqual(ANSWER);
    expect(requests).toHaveLength(1);
  });

  it("does not follow a redirect, and does not repeat it", async () => {
    const other = await startService((response) => answerJson(response, ANSWER));
    const { url, requests } = await startService((response) =>
      response.writeHead(302, { location: `${other.url}/price` }).end(),
    );
    await expectFailure(serviceAt(url), { tries: 1, why: "302" });
    expect([requests.length, other.requests.length]).toEqual([1, 0]);
  });
});

/** Calls back when a client has received the headers of an answer. */
function onceAnswering(work: () => void) {
  const name = "http.client.response.finish";
  subscribe(name, function listener() {
    unsubscribe(name, listener);
    work();
  });
}

describe("a failure that may pass", () => {
  const ways: Record<string, (response: ServerResponse) => void> = {
    "500": (response) => response.writeHead(500).end("a stack trace"),
    "408": (response) => response.writeHead(408).end(),
    "429": (response) => response.writeHead(429).end(),
    "a connection that ends before the answer": (response) => response.socket?.destroy(),
    "a connection that ends within the answer": (response) => {
      response.writeHead(200, { "content-length": "100" }).write('{"price":', () => response.socket?.destroy());
    },
    "a connection that is reset within the answer": (response) => {
      onceAnswering(() => response.socket?.resetAndDestroy());
      response.writeHead(200, { "content-length": "100" }).write('{"price":');
    },
    "an endless answer with an error": (response) => {
      response.writeHead(500).write("x".repeat(100_000));
    },
  };
  it.each(Object.entries(ways))("is repeated: %s", async (_, fail) => {
    const { url, requests } = await startService((response, count) =>
      count === 1 ? fail(response) : answerJson(response, ANSWER),
    );
    expect(await callService(serviceAt(url))).toEqual(ANSWER);
    expect(requests).toHaveLength(2);
    expect(lines("outbound.failed")).toEqual([]);
  });

  it("is reported after the last retry: the cause is only in the log", async () => {
    const { url, requests } = await startService((response) => response.writeHead(500).end("a stack trace"));
    await expectFailure(serviceAt(url, { retries: 3 }), { tries: 4, why: "500" });
    expect(requests).toHaveLength(4);
    expect(logged.join()).not.toContain("stack trace");
  });

  it("a service that refuses connections is one", async () => {
    const { url, stop } = await startService(() => {});
    stop();
    await expectFailure(serviceAt(url), { tries: 3, why: "ECONNREFUSED" });
  });

  it.each(["POST", "PATCH"] as const)("is not repeated by %s, which is sent with its JSON once", async (method) => {
    const { url, requests } = await startService((response) => response.writeHead(503).end());
    await expectFailure(serviceAt(url), { tries: 1, why: "503" }, { method, json: { name: "Zoë" } });
    expect(requests).toMatchObject([{ method, body: '{"name":"Zoë"}' }]);
    expect(requests[0]?.headers["content-type"]).toBe("application/json");
  });

  it.each([
    ["in seconds", () => "600"],
    ["as a date", () => new Date(Date.now() + 600_000).toUTCString()],
  ])("waits for its Retry-After, %s", async (_, retryAfter) => {
    const { setTimeout } = globalThis;
    let waits = 0;
    const skipping = (work: () => void, ms = 0) => {
      const isWait = ms > 300_000 && ms <= 600_000;
      if (isWait) waits++;
      return setTimeout(work, isWait ? 0 : ms);
    };
    const timers = vi.spyOn(globalThis, "setTimeout").mockImplementation(skipping as typeof setTimeout);
    const { url, requests } = await startService((response, count) =>
      count === 1 ? response.writeHead(429, { "retry-after": retryAfter() }).end() : answerJson(response, ANSWER),
    );
    const answer = await callService(serviceAt(url, { deadlineMs: 3_600_000 })).finally(() => timers.mockRestore());
    expect([answer, requests.length, waits]).toEqual([ANSWER, 2, 1]);
  });

  it("is reported at once if its Retry-After is later than the deadline", async () => {
    const { url, requests } = await startService((response) => response.writeHead(429, { "retry-after": "61" }).end());
    await expectFailure(serviceAt(url), { tries: 1, why: "429" });
    expect(requests).toHaveLength(1);
  });
});

describe("an answer that is none", () => {
  const ways: [why: string, answer: (response: ServerResponse) => void][] = [
    ["404", (response) => response.writeHead(404).end()],
    ["no-json", (response) => response.end("<!doctype html>")],
    ["no-json", (response) => response.writeHead(204).end()],
    ["wrong-shape", (response) => answerJson(response, { price: "five" })],
    ["wrong-shape", (response) => answerJson(response, null)],
    ["too-large", (response) => answerJson(response, { ...ANSWER, more: "x".repeat(2000) })],
  ];
  it.each(ways)("fails without a retry: %s", async (why, answer) => {
    const { url, requests } = await startService(answer);
    await expectFailure(serviceAt(url, { maxBytes: 1000 }), { tries: 1, why });
    expect(requests).toHaveLength(1);
  });

  it.each([
    [200, "too-large"],
    [404, "404"],
  ])("an endless one with status %i ends its connection", async (status, why) => {
    let closed: Promise<unknown> | undefined;
    const { url } = await startService((response) => {
      closed = once(response.writeHead(status), "close");
      const send = () => {
        while (!response.destroyed && response.write("x".repeat(10_000)));
      };
      response.on("drain", send);
      send();
    });
    await expectFailure(serviceAt(url), { tries: 1, why });
    await closed;
  });
});

describe("time", () => {
  const slow: Record<string, (response: ServerResponse) => void> = {
    "an answer that does not begin": () => {},
    "an answer that does not end": (response) => void response.writeHead(200).write('{"price":'),
  };
  it.each(Object.entries(slow))("a try ends at its limit, and is repeated: %s", async (_, stall) => {
    const { url, requests } = await startService((response, count) =>
      count === 1 ? stall(response) : answerJson(response, ANSWER),
    );
    expect(await callService(serviceAt(url, { tryMs: 250, retries: 10 }))).toEqual(ANSWER);
    expect(requests.length).toBeGreaterThan(1);
  });

  it("the deadline ends a try", async () => {
    const { url } = await startService(() => {});
    await expectFailure(serviceAt(url, { deadlineMs: 100 }), { tries: 1, why: "deadline" });
  });

  it("the deadline ends the tries: not each of them has one of its own", async () => {
    const { url, requests } = await startService(() => {});
    const service = serviceAt(url, { deadlineMs: 200, tryMs: 20, retries: 1000, failures: 10_000 });
    expect(await callService(service).catch((error) => error)).toMatchObject(UNAVAILABLE);
    const [{ tries }] = lines("outbound.failed");
    expect(tries).toBeLessThan(100);
    expect(requests.length).toBeLessThanOrEqual(tries);
  });

  it("the end of the caller ends the request, and is no failure", async () => {
    const caller = new AbortController();
    let closed: Promise<unknown> | undefined;
    const { url } = await startService((response) => {
      closed = once(response, "close");
      caller.abort();
    });
    const service = serviceAt(url, { failures: 1 });
    const error = await callService(service, { signal: caller.signal }).catch((cause) => cause);
    expect(error).toMatchObject({ code: "CLIENT_CLOSED_REQUEST" });
    await closed;
    expect([lines("outbound.failed"), lines("outbound.breaker")]).toEqual([[], []]);
  });

  it("a caller that has left sends nothing", async () => {
    const { url, requests } = await startService((response) => answerJson(response, ANSWER));
    const error = await callService(serviceAt(url), { signal: AbortSignal.abort() }).catch((cause) => cause);
    expect(error).toMatchObject({ code: "CLIENT_CLOSED_REQUEST" });
    expect(requests).toHaveLength(0);
  });

  it("a caller that leaves before a retry is answered at once", async () => {
    const caller = new AbortController();
    const { url, requests } = await startService((response) => response.writeHead(429, { "retry-after": "1" }).end());
    const call = callService(serviceAt(url), { signal: caller.signal }).catch((cause) => cause);
    await expect.poll(() => requests.length).toBe(1);
    caller.abort();
    expect(await call).toMatchObject({ code: "CLIENT_CLOSED_REQUEST" });
  });
});

describe("parallel calls", () => {
  it("are bounded: some wait, more are refused without a line of the log", async () => {
    const held: ServerResponse[] = [];
    const { url, requests } = await startService((response) => void held.push(response));
    const service = serviceAt(url, { parallel: 2, waiting: 1 });
    const calls = [1, 2, 3].map(() => callService(service));
    await expect.poll(() => held.length).toBe(2);
    expect(await callService(service).catch((error) => error)).toMatchObject(UNAVAILABLE);
    expect(requests).toHaveLength(2);
    for (let count = 0; count < 3; count++) {
      await expect.poll(() => held.length).toBeGreaterThan(0);
      answerJson(held.shift() as ServerResponse, ANSWER);
    }
    expect(await Promise.all(calls)).toEqual([ANSWER, ANSWER, ANSWER]);
    expect(lines("outbound.failed")).toEqual([]);
  });
});

describe("the circuit breaker", () => {
  const PAUSE_MS = 3_600_000;
  const LIMITS = { failures: 3, retries: 0, pauseMs: PAUSE_MS };
  const passPause = () => void vi.setSystemTime(Date.now() + PAUSE_MS);
  const messages = () => lines("outbound.breaker").map(({ level, service }) => [level, service]);

  /** A service that fails as long as `isDown`, with its breaker open. */
  async function startBroken(limits = LIMITS) {
    vi.useFakeTimers({ toFake: ["Date"] });
    const state = { isDown: true, hold: undefined as Promise<void> | undefined };
    const { url, requests } = await startService(async (response) => {
      await state.hold;
      if (state.isDown) response.writeHead(500).end();
      else answerJson(response, ANSWER);
    });
    const service = serviceAt(url, limits);
    const call = (init?: Call) => callService(service, init).catch((error) => error);
    for (let count = 0; count < limits.failures; count++) expect(await call()).toMatchObject(UNAVAILABLE);
    return { state, requests, service, call };
  }

  it("opens after failures in a row: calls are refused without a request, and with one line in all", async () => {
    const { requests, service, call } = await startBroken();
    for (let count = 0; count < 5; count++) expect(await call()).toMatchObject(UNAVAILABLE);
    expect(requests).toHaveLength(3);
    expect([lines("outbound.failed").length, messages()]).toEqual([3, [[40, service.name]]]);
  });

  it("counts tries: a call that opens it is not repeated any more", async () => {
    const { url, requests } = await startService((response) => response.writeHead(500).end());
    const service = serviceAt(url, { failures: 2, retries: 5 });
    await expectFailure(service, { tries: 2, why: "500" });
    expect(requests).toHaveLength(2);
  });

  it("stays closed while the service refuses what it is sent", async () => {
    const { url, requests } = await startService((response) => response.writeHead(404).end());
    const service = serviceAt(url, LIMITS);
    for (let count = 0; count < 10; count++) await callService(service).catch(() => {});
    expect([requests.length, messages()]).toEqual([10, []]);
  });

  it("stays closed if the failures are not in a row", async () => {
    const { url, requests } = await startService((response, count) =>
      count % 2 ? response.writeHead(500).end() : answerJson(response, ANSWER),
    );
    const service = serviceAt(url, LIMITS);
    for (let count = 0; count < 10; count++) await callService(service).catch(() => {});
    expect([requests.length, messages()]).toEqual([10, []]);
  });

  it("sends one probe after its pause, and opens again if that fails", async () => {
    const { requests, service, call } = await startBroken();
    passPause();
    for (let count = 0; count < 3; count++) expect(await call()).toMatchObject(UNAVAILABLE);
    expect(requests).toHaveLength(4);
    expect(messages()).toEqual([[40, service.name]]);
  });

  it("closes after a probe that succeeds", async () => {
    const { state, requests, service, call } = await startBroken();
    passPause();
    state.isDown = false;
    expect([await call(), await call()]).toEqual([ANSWER, ANSWER]);
    expect(requests).toHaveLength(5);
    expect(messages()).toEqual([
      [40, service.name],
      [30, service.name],
    ]);
  });

  it("parallel calls wait for the probe", async () => {
    const { state, requests, call } = await startBroken();
    passPause();
    let release = () => {};
    state.hold = new Promise((resolve) => {
      release = resolve;
    });
    const calls = [1, 2, 3].map(() => call());
    await expect.poll(() => requests.length).toBe(4);
    state.isDown = false;
    release();
    expect(await Promise.all(calls)).toEqual([ANSWER, ANSWER, ANSWER]);
    expect(requests).toHaveLength(6);
  });

  it("a call that has ended is no probe", async () => {
    const { requests, service, call } = await startBroken();
    passPause();
    expect(await call({ signal: AbortSignal.abort() })).toMatchObject({ code: "CLIENT_CLOSED_REQUEST" });
    for (let count = 0; count < 2; count++) expect(await call()).toMatchObject(UNAVAILABLE);
    expect([requests.length, messages()]).toEqual([4, [[40, service.name]]]);
  });

  it("a call that ends while it waits for the probe does not open it again", async () => {
    const { state, requests, service, call } = await startBroken({ ...LIMITS, failures: 1 });
    passPause();
    let release = () => {};
    state.hold = new Promise((resolve) => {
      release = resolve;
    });
    const probe = call();
    await expect.poll(() => requests.length).toBe(2);
    const hasty = { ...service, limits: { ...service.limits, deadlineMs: 20 } };
    expect(await callService(hasty).catch((error) => error)).toMatchObject(UNAVAILABLE);
    state.isDown = false;
    release();
    expect([await probe, await call(), await call()]).toEqual([ANSWER, ANSWER, ANSWER]);
    expect(requests).toHaveLength(4);
  });

  it("a probe whose caller leaves does not close it", async () => {
    const { state, requests, call } = await startBroken();
    passPause();
    state.hold = new Promise(() => {});
    const caller = new AbortController();
    const probe = call({ signal: caller.signal });
    await expect.poll(() => requests.length).toBe(4);
    caller.abort();
    expect(await probe).toMatchObject({ code: "CLIENT_CLOSED_REQUEST" });
    expect(await call()).toMatchObject(UNAVAILABLE);
    expect(requests).toHaveLength(4);
  });

  it("is one for all copies of the module", async () => {
    const { url, requests } = await startService((response) => response.writeHead(500).end());
    const service = serviceAt(url, LIMITS);
    for (let count = 0; count < 6; count++) {
      vi.resetModules();
      const copy = await import("@/server/platform/outbound");
      expect(copy.callOutside).not.toBe(callOutside);
      const error = await copy.callOutside(service, { path: "/price", schema }).catch((cause) => cause);
      expect(error).toMatchObject(UNAVAILABLE);
    }
    expect(requests).toHaveLength(3);
  });

  it("belongs to the service's name: another one is called", async () => {
    const { state, service, call } = await startBroken();
    state.isDown = false;
    expect(await callService({ ...service, name: "another" })).toEqual(ANSWER);
    expect(await call()).toMatchObject(UNAVAILABLE);
  });
});
