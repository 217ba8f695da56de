import "server-only";
import { connectionConfig } from "@/database-url.mjs";
import { env } from "@/env";
import { DatabaseClient } from "@/server/platform/database-client";
import { log } from "@/server/platform/log";
import { pool } from "@/server/platform/pool";
import { createSignal, type Signal } from "./signal";

/** The channel of the triggers in prisma/migrations. A payload is the id of a user, or the probe of a listener. */
const CHANNEL = "changes";
/** How often the listener checks that it receives notifications, and how long a check may take, in milliseconds. */
const CHECK_MS = 10_000;
const PROBE_MS = 2000;
/** While it receives none: the interval of polling in milliseconds, and after how many polls it tries to listen again. */
const POLL_MS = 1000;
const POLLS = 60;
/** The same behind a transaction pooler: LISTEN has no effect there, except on a session that belongs to all clients. */
const POLLS_BEHIND_POOLER = 3600;
/** How long the listener stays without subscribers, in milliseconds: most come back. */
const LINGER_MS = 10_000;

type Subscribers = {
  userIds: () => string[];
  subscribed: Pick<Signal, "wait">;
  notify: (userId: string) => void;
  notifyAll: () => void;
};

/**
 * Notifies subscribers of changes: by LISTEN on a connection of its own, to DIRECT_URL if that is set, or by polling every
 * second where notifications do not arrive, as behind a transaction pooler. Ends after a while without subscribers.
 */
export async function listen({ userIds, subscribed, notify, notifyAll }: Subscribers): Promise<void> {
  let listener: Listener | undefined;
  let wasReceiving: boolean | undefined;
  while (userIds().length > 0 || (await subscribed.wait(LINGER_MS))) {
    const isNew = listener === undefined;
    listener ??= await openListener(notify).catch(() => undefined);
    const probe = await listener?.isReceiving().catch(() => undefined);
    const isReceiving = probe ?? false;
    if (isReceiving !== wasReceiving) {
      const polling = probe === false ? "polling for changes: behind a pooler, set DIRECT_URL" : "polling for changes";
      log.info({ event: "changes.listener", isReceiving }, isReceiving ? "listening for changes" : polling);
    }
    // Notifications before this connection may have been missed: wake everyone once.
    if (isReceiving && isNew) notifyAll();
    wasReceiving = isReceiving;
    if (isReceiving && !(await listener?.isLost(CHECK_MS))) continue;
    await listener?.close();
    listener = undefined;
    if (!isReceiving) await poll(userIds, notify, probe === false ? POLLS_BEHIND_POOLER : POLLS);
  }
  await listener?.close();
}

type Listener = Awaited<ReturnType<typeof openListener>>;

/** @throws if there is no connection */
async function openListener(notify: (userId: string) => void) {
  const config = connectionConfig(env().DIRECT_URL ?? env().DATABASE_URL);
  const client = new DatabaseClient({ ...config, keepAlive: true, connectionTimeoutMillis: 5000 });
  const probe = crypto.randomUUID(); // of this listener: other processes send theirs on the same channel
  const probed = createSignal();
  const lost = createSignal();
  client.on("error", lost.notify).on("end", lost.notify);
  client.on("notification", ({ payload = "" }) => (payload === probe ? probed.notify() : notify(payload)));
  try {
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
  } catch (error) {
    client.end().catch(() => {});
    throw error;
  }
  return {
    /** Sends a probe over another connection: only its arrival proves that notifications arrive. */
    async isReceiving(): Promise<boolean> {
      await pool().query("SELECT pg_notify($1, $2)", [CHANNEL, probe]);
      return probed.wait(PROBE_MS);
    },
    /** Waits `ms` milliseconds, or until the connection is lost. */
    isLost: (ms: number) => lost.wait(ms),
    async close() {
      await client.query("UNLISTEN *").catch(() => {}); // a pooler keeps the session for other clients
      await client.end().catch(() => {});
    },
  };
}

/** Polls for a while: a number that has changed, or is seen for the first time, is a change. */
async function poll(userIds: Subscribers["userIds"], notify: Subscribers["notify"], times: number) {
  const known = new Map<string, number>();
  const pause = createSignal();
  for (let polls = 0; polls < times && userIds().length > 0; polls++) {
    const query = "SELECT id, change_seq AS seq FROM users WHERE id = ANY ($1)";
    const { rows } = await pool()
      .query<{ id: string; seq: number }>(query, [userIds()])
      .catch(() => ({ rows: [] })); // the subscribers poll as well, and report the failure
    for (const { id, seq } of rows) {
      if (known.get(id) !== seq) notify(id);
      known.set(id, seq);
    }
    await pause.wait(POLL_MS);
  }
}
