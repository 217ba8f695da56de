import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

/**
 * Runs once, before the server answers. Next tells a route handler nothing of the socket, so the address at its other
 * end is added to X-Forwarded-For here, as a proxy would, for server/client-address.ts to read.
 */
export function register() {
  subscribe("http.server.request.start", (message) => {
    const { headers, socket } = (message as { request: IncomingMessage }).request;
    headers["x-forwarded-for"] = [headers["x-forwarded-for"], socket.remoteAddress].flat().filter(Boolean).join(", ");
  });
}
