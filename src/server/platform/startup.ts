import "server-only";
import { drain, trackConnections } from "./draining";
import { keepConnectionsAlive } from "./keep-alive";
import { addSocketAddress } from "./socket-address";

/** Runs once per server process, before the first request. @param onStop called when the process is asked to stop */
export function start(onStop: () => void): void {
  addSocketAddress();
  keepConnectionsAlive();
  trackConnections();
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      drain();
      onStop();
    });
  }
}
