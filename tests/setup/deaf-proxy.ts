/** Stands before a PostgreSQL and keeps its notifications back, as a pooler does that lends connections by the transaction. */

import type { AddressInfo } from "node:net";
import { connect, createServer } from "node:net";

const NOTIFICATION = "A".charCodeAt(0);

/** @returns the URL of `databaseUrl` behind the proxy, and how to stop that */
export async function startDeafProxy(databaseUrl: string) {
  const target = new URL(databaseUrl);
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    let rest = Buffer.alloc(0);
    client.pipe(upstream);
    upstream.on("data", (chunk: Buffer) => {
      rest = Buffer.concat([rest, chunk]);
      // Each message of the server has a letter, and a length that counts itself.
      while (rest.length >= 5 && rest.length > rest.readUInt32BE(1)) {
        const end = 1 + rest.readUInt32BE(1);
        if (rest[0] !== NOTIFICATION) client.write(rest.subarray(0, end));
        rest = rest.subarray(end);
      }
    });
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on("error", () => other.destroy()).on("close", () => other.destroy());
    }
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return { url: String(Object.assign(new URL(databaseUrl), { port: String(port) })), stop: () => server.close() };
}
