/** A server that was asked to stop: its connections end with their response. */
import { once } from "node:events";
import { Agent, createServer, get, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { drain, isStopping, trackResponses } from "@/server/platform/draining";

trackResponses();
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

it("each response of a stopping server closes its connection, and the server ends", async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const kept = await request("/now");
  await kept.ended;
  const started = await request("/started");
  const unanswered = request("/waits");
  await expect.poll(() => waiting["/waits"]).toBeDefined();
  expect(isStopping()).toBe(false);

  drain();
  expect(isStopping()).toBe(true);
  // Connections that are kept alive still bring requests.
  expect((await request("/now")).headers.connection).toBe("close");
  const closed = once(server, "close");
  server.close(); // as Next does
  waiting["/started"]?.end();
  waiting["/waits"]?.end("late");
  expect((await unanswered).headers.connection).toBe("close");
  await started.ended;
  await closed;
  agent.destroy();
});
