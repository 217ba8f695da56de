/** A TCP proxy that can be disconnected. Playwright's `setOffline` leaves open streams running. */
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** @returns an origin whose connections lead to `target`, except while they are disconnected */
export async function startTcpProxy(target: string) {
  let { port, hostname } = new URL(target);
  const sockets = new Set<Socket>();
  let isDisconnected = false;
  const server = createServer((client) => {
    if (isDisconnected) return client.destroy();
    const upstream = connect(Number(port), hostname);
    client.pipe(upstream).pipe(client);
    for (const [socket, peer] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on("error", () => peer.destroy());
      socket.on("close", () => {
        sockets.delete(socket);
        peer.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  function disconnect() {
    isDisconnected = true;
    for (const socket of sockets) socket.destroy();
  }
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    /** Ends all connections and every new one. The port stays occupied, so that no other process takes it. */
    disconnect,
    reconnect() {
      isDisconnected = false;
    },
    /** New connections lead to another target. */
    retarget(other: string) {
      ({ port, hostname } = new URL(other));
    },
    async stop() {
      disconnect();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
