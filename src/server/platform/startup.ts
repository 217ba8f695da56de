import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { env } from "@/env";
import { logConsole } from "./console";
import { drain, finishBeforeExit, trackConnections } from "./draining";
import { sendHeadersWithBody } from "./header-flush";
import { keepConnectionsAlive } from "./keep-alive";
import { clearExpiredCounts } from "./rate-limit-store";
import { enterRequest } from "./request-id";
import { addSocketAddress } from "./socket-address";

/**
 * Runs once per server process, before the first request.
 * @param onStop called when the process is asked to stop @param onEnd what it finishes before it ends
 */
export function start(onStop: () => void, onEnd: () => Promise<unknown>): void {
  if (env().NODE_ENV === "production") logConsole();
  addSocketAddress();
  rememberResponses();
  sendHeadersWithBody();
  keepConnectionsAlive();
  trackConnections();
  clearExpiredCounts();
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      drain();
      finishBeforeExit(onEnd);
      onStop();
    });
  }
}

/** Next gives its pages no response. A navigation within the app (RSC) is left to Next: it keeps the page around. */
function rememberResponses() {
  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    enterRequest(request.headers.rsc === undefined ? response : undefined);
  });
}
