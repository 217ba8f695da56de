import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

/**
 * Appends the socket's address to the X-Forwarded-For of each request, as a proxy would: Next exposes it nowhere else.
 * http/client-address.ts reads it.
 */
export function addSocketAddress() {
  subscribe("http.server.request.start", (message) => {
    const { headers, socket } = (message as { request: IncomingMessage }).request;
    headers["x-forwarded-for"] = [headers["x-forwarded-for"], socket.remoteAddress].flat().filter(Boolean).join(", ");
  });
}
