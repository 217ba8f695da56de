import "server-only";
import { Client, type ClientConfig, type Connection, types } from "pg";
import { CANCEL_MS, LOCK_WAIT_MS, STATEMENT_MS, withinRequest } from "./database-time";
import { runOutsideRequest } from "./request-id";
import { traceStatement } from "./statement-span";

/** Limits that PostgreSQL keeps, even if this process is suspended: a transaction holds locks. They end with it. */
const BEGIN = `BEGIN; SET LOCAL lock_timeout = ${LOCK_WAIT_MS}; SET LOCAL statement_timeout = ${STATEMENT_MS}; SET LOCAL idle_in_transaction_session_timeout = ${STATEMENT_MS}`;

/** timestamptz and its array: Prisma's adapter drops the zone that PostgreSQL sends, node-postgres reads it. */
const TIMES = new Set([1184, 1185]);
type Parsers = { getTypeParser: (oid: number, format: "text") => (text: string) => unknown };
const withZones = (parsers: Parsers): Parsers => ({
  getTypeParser: (oid, format) => (TIMES.has(oid) ? types : parsers).getTypeParser(oid, format),
});

/** A statement with a limit of its own instead of STATEMENT_MS, in milliseconds. */
export type LimitedQuery = { text: string; values?: unknown[]; limitMs: number; name?: string };

/** SQLSTATE of a plan that a migration has outdated, and of a prepared statement that is gone. Nothing was executed. */
export const isStaleState = (state?: string) => state === "0A000" || state === "26000";

/** What @types/pg lacks. */
type Internals = {
  processID: number;
  secretKey: number;
  connection: Connection & { startup: () => void; cancel: (processID: number, secretKey: number) => void };
};
const internalsOf = (client: Client) => client as unknown as Internals;

/**
 * A connection that keeps no state in its session: a transaction pooler gives each transaction another one. So it sends
 * no settings at start-up, limits each transaction and each statement by itself, and reads times with their zone. Named
 * statements are the exception, where no pooler stands between.
 */
export class DatabaseClient extends Client {
  readonly #config: ClientConfig | undefined;
  #timer: NodeJS.Timeout | undefined;
  #keepsNames = false;
  /** The request to cancel may arrive late, and then hits another statement: the pool must not use this connection again. */
  wasCancelled = false;

  constructor(config?: ClientConfig) {
    super(config);
    this.#config = config;
    for (const event of ["drain", "end"] as const) this.on(event, () => clearTimeout(this.#timer));
    internalsOf(this).connection.on("errorMessage", ({ code }: { code?: string }) => {
      if (isStaleState(code)) this.#keepsNames = false;
    });
  }

  override query = ((statement: string | (Partial<LimitedQuery> & { types?: Parsers }), ...rest: never[]) => {
    clearTimeout(this.#timer);
    const limit = (typeof statement === "object" && statement.limitMs) || STATEMENT_MS;
    this.#timer = setTimeout(() => this.#cancel(), withinRequest(limit)).unref();
    if (typeof statement === "object") {
      if (statement.text === "BEGIN") statement.text = BEGIN;
      if (statement.types) statement.types = withZones(statement.types);
      if (statement.name && !this.#keepsNames) delete statement.name;
    }
    const text = typeof statement === "object" ? statement.text : statement;
    return traceStatement(text ?? "", rest, (args) => super.query(statement as never, ...args));
  }) as Client["query"];

  /** Allows named statements on this connection if no pooler stands between. @throws as a query */
  async detectPooler(): Promise<void> {
    const ask = () => this.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
    const { rows } = await runOutsideRequest(ask); // any request may open a connection that another one waits for
    // A pooler announces a process id of its own at start-up, not that of the session which executes the statements.
    this.#keepsNames = rows[0]?.pid === internalsOf(this).processID;
  }

  /** Cancels the running statement over another connection, as libpq does: poolers forward the request to its session. */
  #cancel() {
    this.wasCancelled = true;
    const { processID, secretKey, connection } = internalsOf(this);
    const cancelling = new Client(this.#config);
    const request = internalsOf(cancelling).connection;
    request.startup = () => request.cancel(processID, secretKey);
    cancelling.connect().catch(() => {}); // the server closes the connection without an answer
    this.#timer = setTimeout(() => connection.stream.destroy(), CANCEL_MS).unref();
  }
}
