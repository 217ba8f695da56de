/** The circuit breaker of calls of outside services. */
import { afterEach, describe, expect, it, vi } from "vitest";
import { callOutside } from "@/server/platform/outbound";
import { answerJson, startService } from "../setup/outside-service";
import { ANSWER, type Call, callService, expectFailure, lines, schema, serviceAt, UNAVAILABLE } from "./outside-calls";

afterEach(() => void vi.useRealTimers());

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
