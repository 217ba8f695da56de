/** How Next's responses reach the socket. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { pipeToNodeResponse } from "next/dist/server/pipe-readable";
import { expect, it } from "vitest";
import { sendHeadersWithBody } from "@/server/platform/header-flush";

/** Counts the writes to a socket: each is a system call, of one buffer (_write) or several (_writev). */
function countWrites(socket: Socket) {
  const counter = { writes: 0 };
  for (const name of ["_write", "_writev"] as const) {
    const write = socket[name] as (...args: unknown[]) => void;
    socket[name] = (...args: unknown[]) => {
      counter.writes++;
      write.apply(socket, args);
    };
  }
  return counter;
}

const streamOf = (parts: readonly string[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const part of parts) controller.enqueue(new TextEncoder().encode(part));
      controller.close();
    },
  });

/** Sends a response as Next does. @returns what the client received, and in how many writes */
async function send(parts: readonly string[]) {
  const server = createServer(async (_, response) => {
    response.setHeader("x-own", "yes");
    await pipeToNodeResponse(streamOf(parts), response);
  });
  const connected = once(server, "connection").then(([socket]) => countWrites(socket as Socket));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const text = await response.text();
  server.closeAllConnections();
  server.close();
  return { text, header: response.headers.get("x-own"), writes: (await connected).writes };
}

it("the headers, the body and the end of a response are one write", async () => {
  sendHeadersWithBody();
  expect(await send(["body"])).toEqual({ text: "body", header: "yes", writes: 1 });
});

it("a response in parts arrives complete", async () => {
  expect(await send(["first", "second"])).toMatchObject({ text: "firstsecond", header: "yes" });
});
