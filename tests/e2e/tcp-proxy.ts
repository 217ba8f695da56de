/** A TCP proxy that can be disconnected. Playwright's `setOffline` leaves open streams running. */
import { connect, createServer, type Socket } from "node:net";

export async function startTcpProxy(port: number, targetPort: number) {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(targetPort, "127.0.0.1");
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
  const reconnect = () => new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  async function disconnect() {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  }
  await reconnect();
  return { origin: `http://localhost:${port}`, disconnect, reconnect };
}
