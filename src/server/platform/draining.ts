import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { singleton } from "./singleton";

/** Milliseconds after which a stopping server closes connections that still have a request. */
const DRAIN_MS = 5000;

const state = () =>
  singleton("draining", () => ({ isStopping: false, sockets: new Set<Socket>(), open: new Set<ServerResponse>() }));

/** Milliseconds that a stopping server has to finish other work, beyond those that its connections may take. */
const FINISH_MS = 2000;

/** Whether this process was asked to stop. */
export const isStopping = () => state().isStopping;

type Started = { response: ServerResponse; server: Server };

/** Keeps track of connections and open responses, so that a stopping server can close them. */
export function trackConnections(): void {
  const { sockets, open } = state();
  subscribe("net.server.socket", (message) => {
    const { socket } = message as { socket: Socket };
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  subscribe("http.server.request.start", (message) => {
    const { response, server } = message as Started;
    if (isStopping()) response.setHeader("connection", "close");
    open.add(response);
    response.once("close", () => {
      open.delete(response);
      // A response whose headers were sent before has kept its connection alive.
      if (isStopping()) server.closeIdleConnections();
    });
  });
}

/**
 * Next stops listening, and ends once no connection is left. It would go on answering requests on connections that are
 * kept alive: from now on, each response closes its connection.
 */
export function drain(): void {
  const { sockets, open } = state();
  state().isStopping = true;
  for (const response of open) {
    if (!response.headersSent) response.setHeader("connection", "close");
  }
  for (const socket of sockets) {
    if (socket.bytesRead === 0) socket.destroy(); // browsers open connections in advance; Node does not call them idle
  }
  setTimeout(() => {
    for (const socket of sockets) socket.destroy();
  }, DRAIN_MS).unref();
}

/** Lets a stopping server finish `work`: Next ends the process with its last connection, and waits for nothing else. */
export function finishBeforeExit(work: () => Promise<unknown>): void {
  const { exit } = process;
  const endsAt = performance.now() + DRAIN_MS + FINISH_MS;
  process.exit = ((code) => {
    process.exit = exit;
    setTimeout(() => exit(code), endsAt - performance.now());
    work().finally(() => exit(code));
  }) as typeof process.exit;
}
