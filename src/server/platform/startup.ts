import "server-only";
import { drain, trackConnections } from "./draining";
import { addSocketAddress } from "./socket-address";

/** Runs once per server process, before the first request. @param onStop called when the process is asked to stop */
export function start(onStop: () => void): void {
  addSocketAddress();
  trackConnections();
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      drain();
      onStop();
    });
  }
}
