import "server-only";
import { closeSubscriptions } from "@/server/realtime/changes";
import { addSocketAddress } from "@/server/http/socket-address";

/** What a server process does once, before it answers. */
export function start(): void {
  addSocketAddress();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, closeSubscriptions);
}
