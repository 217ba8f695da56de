import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { Server } from "node:http";

/** Longer than the 60 s of common load balancers, so that they never reuse a connection that is just being closed. */
const KEEP_ALIVE_MS = 65_000;

/** Keeps idle connections open, of whichever command started the server: Node's own default is 5 s. */
export function keepConnectionsAlive() {
  subscribe("http.server.request.start", (message) => {
    const { server } = message as { server: Server };
    server.keepAliveTimeout = KEEP_ALIVE_MS;
  });
}
