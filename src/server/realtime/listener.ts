import "server-only";
import { Client } from "pg";
import { env } from "@/env";
import { createSignal } from "./signal";
import { log } from "@/server/platform/log";
import { pool } from "@/server/platform/pool";

/** The triggers of prisma/migrations speak here: each message is the id of a user, or the proof of a listener. */
const CHANNEL = "news";
/** How often it is proved that we hear, and how long that may take, in milliseconds. */
const PROOF_MS = 10_000;
const ECHO_MS = 2000;
/** How often the database is asked while we do not hear, in milliseconds, and how many times before we listen again. */
const ASK_MS = 1000;
const ASK_TIMES = 60;
/** How long we go on for nobody, in milliseconds: most come back. */
const LINGER_MS = 10_000;

type Desk = {
  /** Whose news is waited for. */
  waiting: () => string[];
  /** Rings when somebody begins to wait. */
  someone: { rung: (ms: number) => Promise<boolean> };
  wake: (userId: string) => void;
  wakeAll: () => void;
};

/**
 * Wakes whoever waits at the desk: by LISTEN, over a connection of its own, and where that is not heard, as behind a
 * pooler which lends connections by the transaction, by asking every second. Ends when nobody has waited for a while.
 */
export async function listen({ waiting, someone, wake, wakeAll }: Desk): Promise<void> {
  let ear: Ear | undefined;
  let isHearing: boolean | undefined;
  while (waiting().length > 0 || (await someone.rung(LINGER_MS))) {
    const isNew = ear === undefined;
    ear ??= await openEar(wake).catch(() => undefined);
    const hears = (await ear?.hears().catch(() => false)) ?? false;
    if (hears !== isHearing) log.info({ event: "news", hears }, hears ? "hearing news" : "asking for news instead");
    if (hears && isNew) wakeAll(); // what happened until now, nobody has told
    isHearing = hears;
    if (hears && !(await ear?.isLost(PROOF_MS))) continue;
    ear?.close();
    ear = undefined;
    if (!hears) await ask(waiting, wake);
  }
  ear?.close();
}

type Ear = Awaited<ReturnType<typeof openEar>>;

/** @throws if there is no connection */
async function openEar(wake: (userId: string) => void) {
  const client = new Client({ connectionString: env().DATABASE_URL, keepAlive: true, connectionTimeoutMillis: 5000 });
  const proof = crypto.randomUUID(); // of this ear: other processes prove that they hear on the same channel
  const echo = createSignal();
  const lost = createSignal();
  client.on("error", lost.ring).on("end", lost.ring);
  client.on("notification", ({ payload = "" }) => (payload === proof ? echo.ring() : wake(payload)));
  try {
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
  } catch (error) {
    client.end().catch(() => {});
    throw error;
  }
  return {
    /** Says something to ourselves over another connection: only what comes back proves that we hear. */
    async hears(): Promise<boolean> {
      await pool().query("SELECT pg_notify($1, $2)", [CHANNEL, proof]);
      return echo.rung(ECHO_MS);
    },
    /** Waits for so many milliseconds, or until the connection is lost. */
    isLost: (ms: number) => lost.rung(ms),
    close() {
      client.removeAllListeners();
      client.on("error", () => {}); // it may still have something to complain of
      client.end().catch(() => {});
    },
  };
}

/** Wakes by asking, for a while: a number that has changed is an event, or the first that we see. */
async function ask(waiting: Desk["waiting"], wake: Desk["wake"]) {
  const known = new Map<string, number>();
  const pause = createSignal();
  for (let times = 0; times < ASK_TIMES && waiting().length > 0; times++) {
    const query = "SELECT id, event_seq AS seq FROM users WHERE id = ANY ($1)";
    const { rows } = await pool()
      .query<{ id: string; seq: number }>(query, [waiting()])
      .catch(() => ({ rows: [] })); // who waits asks as well, and says that it failed
    for (const { id, seq } of rows) {
      if (known.get(id) !== seq) wake(id);
      known.set(id, seq);
    }
    await pause.rung(ASK_MS);
  }
}
