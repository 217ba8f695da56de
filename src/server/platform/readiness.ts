import "server-only";
import { migrations } from "@/generated/migrations";
import { isStopping } from "./draining";
import { log } from "./log";
import { pool } from "./pool";
import { singleton } from "./singleton";

/** Milliseconds for which a result is kept: probes must not load the database. */
const KEPT_MS = 1000;

const MESSAGES = {
  STOPPING: "The server is stopping.",
  DATABASE_UNREACHABLE: "The database does not answer. Check that it runs, and DATABASE_URL.",
  MIGRATIONS_PENDING: "The database lacks migrations of this version. Apply them: npm run db:migrate.",
};
type Reason = keyof typeof MESSAGES;

const kept = () =>
  singleton("readiness", () => ({ result: undefined as Promise<Reason | undefined> | undefined, logged: "" }));

/** Why this process cannot do its work; undefined if it can. At most one query runs at once. */
export async function findObstacle(): Promise<{ reason: Reason; message: string } | undefined> {
  if (isStopping()) return { reason: "STOPPING", message: MESSAGES.STOPPING };
  const state = kept();
  state.result ??= checkDatabase().finally(() => {
    setTimeout(() => {
      state.result = undefined;
    }, KEPT_MS).unref();
  });
  const reason = await state.result;
  return reason && { reason, message: MESSAGES[reason] };
}

async function checkDatabase(): Promise<Reason | undefined> {
  const sql =
    "SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL";
  const { reason, err } = await pool()
    .query<{ name: string }>(sql)
    .then(
      ({ rows }) => {
        const applied = new Set(rows.map(({ name }) => name));
        const isComplete = migrations.every((name) => applied.has(name));
        return { reason: isComplete ? undefined : ("MIGRATIONS_PENDING" as const), err: undefined };
      },
      // 42P01: the table does not exist.
      (err) => ({
        reason: err.code === "42P01" ? ("MIGRATIONS_PENDING" as const) : ("DATABASE_UNREACHABLE" as const),
        err,
      }),
    );
  if (kept().logged !== (reason ?? "")) {
    kept().logged = reason ?? "";
    if (reason) log.warn({ event: "ready", reason, err }, "not ready");
    else log.info({ event: "ready" }, "ready again");
  }
  return reason;
}
