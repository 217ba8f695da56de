/** What bounds calls of outside services: deadlines, and how many at a time. */
import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import { answerJson, startService } from "../setup/outside-service";
import { ANSWER, callService, expectFailure, lines, serviceAt, UNAVAILABLE } from "./outside-calls";

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
