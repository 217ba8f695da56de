/** A service on loopback, whose answers a test decides. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach } from "vitest";

export type Received = { method: string; url: string; headers: IncomingMessage["headers"]; body: string };
/** @param count 1 for the first request */
type Answer = (response: ServerResponse, count: number) => void;

const open = new Set<() => void>();
afterEach(() => {
  for (const stop of open) stop();
  open.clear();
});

/** Starts it, until the end of the test. */
export async function startService(answer: Answer) {
  const requests: Received[] = [];
  const server = createServer(async (request, response) => {
    const { method = "", url = "", headers } = request;
    requests.push({ method, url, headers, body: await text(request) });
    answer(response, requests.length);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  open.add(stop);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests, stop };
}

export const answerJson = (response: ServerResponse, value: unknown, status = 200) =>
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
