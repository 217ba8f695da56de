/** Calls of outside services: real servers on loopback, which fail in every way. */
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { describe, expect, it, vi } from "vitest";
import { logged } from "../setup/database";
import { answerJson, startService } from "../setup/outside-service";
import { ANSWER, callService, expectFailure, lines, serviceAt } from "./outside-calls";

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
