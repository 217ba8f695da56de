import "server-only";
import { closeNews } from "./events";
import { tellSocketAddress } from "./socket-address";

/** What a server process does once, before it answers. */
export function start(): void {
  tellSocketAddress();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, closeNews);
}
