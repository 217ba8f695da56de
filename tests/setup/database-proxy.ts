/** A proxy in front of PostgreSQL that behaves like an unreliable network or a transaction pooler, and counts statements. */
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** The types of messages of the server. */
const NOTIFICATION = "A".charCodeAt(0);
const READY_FOR_QUERY = "Z".charCodeAt(0);
const COMMAND_COMPLETE = "C".charCodeAt(0);

/** What each new connection of a pool begins with: how many there are depends on the speed of the machine. */
const OF_CONNECTION = "SELECT pg_backend_pid() AS pid";

type Options = {
  /** Drops notifications, as a transaction pooler does. */
  dropsNotifications?: boolean;
};

/** @returns the URL of `databaseUrl` behind the proxy, and functions that disturb its connections */
export async function startDatabaseProxy(databaseUrl: string, { dropsNotifications = false }: Options = {}) {
  const target = new URL(databaseUrl);
  let isDropping = dropsNotifications;
  const listeners = new Set<Socket>();
  let gate: Promise<void> | undefined;
  let openGate = () => {};
  let statements = 0;
  let onCommit: (() => void) | undefined;

  const server = createServer(async (client) => {
    await gate;
    const upstream = connect(Number(target.port), target.hostname);
    let rest = Buffer.alloc(0);
    let uncounted = 1; // the first message of readiness, before any statement
    let isSilent = false;
    client.on("data", (chunk: Buffer) => {
      if (chunk.includes("LISTEN ")) listeners.add(client);
      if (chunk.includes(OF_CONNECTION)) uncounted++;
      upstream.write(chunk);
    });
    upstream.on("data", (chunk: Buffer) => {
      rest = Buffer.concat([rest, chunk]);
      // A message of the server is a letter and a length that includes itself, followed by the content.
      while (rest.length >= 5 && rest.length > rest.readUInt32BE(1)) {
        const end = 1 + rest.readUInt32BE(1);
        if (rest[0] === READY_FOR_QUERY) {
          if (uncounted > 0) uncounted--;
          else statements++;
        }
        if (onCommit && rest[0] === COMMAND_COMPLETE && rest.toString("latin1", 5, end).startsWith("COMMIT")) {
          isSilent = true;
          onCommit();
          onCommit = undefined;
        }
        if (!isSilent && (!isDropping || rest[0] !== NOTIFICATION)) client.write(rest.subarray(0, end));
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
  const holdConnections = () => {
    gate = new Promise((resolve) => {
      openGate = resolve;
    });
  };
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: String(Object.assign(new URL(databaseUrl), { port: String(port) })),
    /** Keeps new connections waiting until `resume`. */
    holdConnections,
    /** Closes the listening connections, and keeps new connections waiting until `resume`. */
    disconnectListeners() {
      holdConnections();
      for (const socket of listeners) socket.destroy();
      listeners.clear();
    },
    /** Notifications arrive from now on. */
    passNotifications() {
      isDropping = false;
    },
    resume() {
      gate = undefined;
      openGate();
    },
    /** The answer to the next COMMIT does not arrive, nor anything after it on that connection. @returns when it is committed */
    loseNextCommit: () =>
      new Promise<void>((resolve) => {
        onCommit = resolve;
      }),
    /** Statements that were executed so far; several in one message, such as BEGIN and SET LOCAL, are one. */
    countStatements: () => statements,
    hasListener: () => listeners.size > 0,
    stop: () => server.close(),
  };
}
