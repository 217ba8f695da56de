import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

/**
 * Adds the address at the other end of the socket to each request's X-Forwarded-For, as a proxy would: Next tells a
 * route handler nothing else of it. client-address.ts reads it.
 */
export function addSocketAddress() {
  subscribe("http.server.request.start", (message) => {
    const { headers, socket } = (message as { request: IncomingMessage }).request;
    headers["x-forwarded-for"] = [headers["x-forwarded-for"], socket.remoteAddress].flat().filter(Boolean).join(", ");
  });
}
