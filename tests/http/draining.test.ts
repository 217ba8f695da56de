/** A server that was asked to stop: its connections end with their response. */
import { once } from "node:events";
import { Agent, createServer, get, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterEach, expect, it, vi } from "vitest";
import { drain, isStopping, trackConnections } from "@/server/platform/draining";

trackConnections();
const agent = new Agent({ keepAlive: true });
const server = createServer();
const waiting: Record<string, ServerResponse> = {};
server.on("request", ({ url = "" }, response) => {
  if (url === "/started") response.write("first");
  if (url === "/now") response.end("now");
  waiting[url] = response;
});

async function request(path: string) {
  const { port } = server.address() as AddressInfo;
  const [response] = (await once(get({ port, host: "127.0.0.1", path, agent }), "response")) as [IncomingMessage];
  return { headers: response.headers, ended: once(response.resume(), "end") };
}

afterEach(() => {
  vi.useRealTimers();
  agent.destroy();
});

it("each response of a stopping server closes its connection, and the server ends", async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const kept = await request("/now");
  await kept.ended;
  const started = await request("/started");
  const unanswered = request("/waits");
  await expect.poll(() => waiting["/waits"]).toBeDefined();
  const silent = connect((server.address() as AddressInfo).port, "127.0.0.1"); // as browsers connect in advance
  await once(server, "connection");
  expect(isStopping()).toBe(false);

  vi.useFakeTimers({ toFake: ["setTimeout"] }); // nothing is cut off
  drain();
  expect(isStopping()).toBe(true);
  expect((await request("/now")).headers.connection).toBe("close");
  const closed = once(server, "close");
  server.close(); // as Next does
  waiting["/started"]?.end();
  waiting["/waits"]?.end("late");
  expect((await unanswered).headers.connection).toBe("close");
  await started.ended;
  await closed;
  silent.destroy();
});

it("a request that does not end is cut off after 5 seconds", async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const unanswered = request("/waits").catch((error) => error.code);
  await once(server, "request");
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  drain();
  const closed = once(server, "close");
  server.close();
  vi.advanceTimersByTime(5000);
  await closed;
  expect(await unanswered).toBe("ECONNRESET");
});
