import "server-only";
import { addSocketAddress } from "./socket-address";

/** What a server process does once, before it answers. @param onStop called when the process is asked to stop */
export function start(onStop: () => void): void {
  addSocketAddress();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, onStop);
}
