import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { Server, ServerResponse } from "node:http";
import { singleton } from "./singleton";

/** Milliseconds after which a stopping server closes connections that still have a request. */
const DRAIN_MS = 5000;

const state = () =>
  singleton("draining", () => ({ isStopping: false, servers: new Set<Server>(), open: new Set<ServerResponse>() }));

/** Whether this process was asked to stop. */
export const isStopping = () => state().isStopping;

type Started = { response: ServerResponse; server: Server };

/** Keeps track of the open responses, so that a stopping server can close their connections. */
export function trackResponses(): void {
  const { servers, open } = state();
  subscribe("http.server.request.start", (message) => {
    const { response, server } = message as Started;
    if (isStopping()) response.setHeader("connection", "close");
    servers.add(server);
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
  const { servers, open } = state();
  state().isStopping = true;
  for (const response of open) {
    if (!response.headersSent) response.setHeader("connection", "close");
  }
  setTimeout(() => {
    for (const server of servers) server.closeAllConnections();
  }, DRAIN_MS).unref();
}
