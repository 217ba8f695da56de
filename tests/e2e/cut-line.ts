/** A proxy in front of the server that can cut its connections. The browser's own offline mode leaves open streams running. */
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** @returns an origin whose connections lead to `target`, except while they are cut */
export async function startLine(target: string) {
  const { port, hostname } = new URL(target);
  const sockets = new Set<Socket>();
  let isCut = false;
  const server = createServer((client) => {
    if (isCut) return client.destroy();
    const upstream = connect(Number(port), hostname);
    client.pipe(upstream).pipe(client);
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  function cut() {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  }
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    /** Ends all connections and every new one. The port stays occupied, so that no other process takes it. */
    cut,
    mend() {
      isCut = false;
    },
    async stop() {
      cut();
      await new Promise((closed) => server.close(closed));
    },
  };
}
