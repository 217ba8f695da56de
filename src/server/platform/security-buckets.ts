import "server-only";
import { createHash } from "node:crypto";
import { waitUntil } from "@vercel/functions";
import { normalizeEmail } from "@/domain/account";
import { cleanText } from "@/domain/text";
import { log } from "./log";
import { currentRequest, runOutsideRequest } from "./request-id";
import { raiseAlerts } from "./security-alerts";
import { type BucketRow, type NewEvent, toRow, writeBuckets } from "./security-event-store";
import { singleton } from "./singleton";

const HOUR_MS = 3_600_000;
/** How long events are gathered before they are written, in milliseconds. */
const PAUSE_MS = 500;
/** Rows that one process adds per hour, at most: for strangers, and as many for known users. */
const MAX_BUCKETS = 1000;
/** Of those, at most this many for one network address, so that one attacker doesn't use them up. */
const MAX_PER_ADDRESS = 30;
/** Rows of one statement. */
const BATCH = 250;
/** An email that is longer or has other characters has no account (domain/account.schema.ts). */
const MAX_EMAIL = 254;

type CountedEvent = Omit<NewEvent, "origin"> & { email?: string };
type Bucket = { row: BucketRow; pending: number };

const state = () =>
  singleton("security-buckets", () => ({
    hour: 0,
    strangers: new Map<string, Bucket>(),
    users: new Map<string, Bucket>(),
    /** Buckets of this hour, by address. */
    shares: new Map<string, number>(),
    writing: undefined as Promise<void> | undefined,
    endPause: () => {},
    isFailing: false,
  }));

/**
 * Counts an event, to be written in the background. What has the same cause in the same hour is one row: a flood writes few, and
 * takes little memory. Where there are too many causes, rows have the address only, and at last neither.
 */
export function countEvent(event: CountedEvent): void {
  const now = new Date();
  const hour = Math.floor(now.getTime() / HOUR_MS);
  if (hour !== state().hour) startHour(hour);
  const bucket = findBucket(event, now);
  bucket.pending++;
  bucket.row.lastAt = now;
  state().writing ??= runOutsideRequest(writeAll);
  waitUntil(state().writing as Promise<void>); // on Vercel, a function may be suspended after its response
}

/** Forgets what was written in earlier hours. */
function startHour(hour: number): void {
  const { strangers, users, shares } = state();
  state().hour = hour;
  shares.clear();
  for (const buckets of [strangers, users]) {
    for (const [key, { pending }] of buckets) if (pending === 0) buckets.delete(key);
  }
}

function findBucket(event: CountedEvent, now: Date): Bucket {
  const { hour, strangers, users, shares } = state();
  const { kind, userId, emailHash, details } = event;
  const { address = "" } = currentRequest();
  const buckets = userId ? users : strangers;
  const owner = userId ? `user ${userId}` : address; // strangers at an address hide nothing of its users
  const share = shares.get(owner) ?? 0;
  const hasRoom = buckets.size < MAX_BUCKETS;

  const where = [hour, buckets === users, kind];
  const choices = [
    {
      key: [...where, address, userId ?? emailHash, details?.why ?? details?.name],
      isFree: hasRoom && share < MAX_PER_ADDRESS,
    },
    { key: [...where, address], isFree: hasRoom, without: NOBODY },
    { key: where, isFree: true, without: { ...NOBODY, ...NOWHERE } },
  ].map((choice) => ({ ...choice, key: JSON.stringify(choice.key) }));
  const { key, without } = choices.find((it) => buckets.has(it.key) || it.isFree) as (typeof choices)[number];
  const found = buckets.get(key);
  if (found) return found;

  const row = { ...toRow(event), email: knownEmail(event), createdAt: now, lastAt: now, ...without };
  // Hashed, because it may have the id of an account that is deleted later.
  const created = { row: { ...row, bucket: createHash("sha256").update(key).digest("base64url") }, pending: 0 };
  buckets.set(key, created);
  shares.set(owner, share + 1);
  return created;
}

const NOBODY = { userId: undefined, email: undefined, emailHash: undefined, details: {} };
const NOWHERE = { address: undefined, device: undefined, requestId: undefined };

/** The email as its account would have it; undefined if none can. */
function knownEmail({ email = "" }: CountedEvent): string | undefined {
  if (email.length > MAX_EMAIL) return undefined;
  const normalized = normalizeEmail(email);
  return cleanText(normalized, MAX_EMAIL) === normalized ? normalized : undefined;
}

const pendingBuckets = () => {
  const { strangers, users } = state();
  return [...strangers.values(), ...users.values()].filter(({ pending }) => pending > 0);
};

/** Writes what is counted, without a pause: the process is about to end. @returns when it is written, or has failed */
export async function flushSecurityEvents(): Promise<void> {
  if (pendingBuckets().length > 0) state().writing ??= runOutsideRequest(writeAll);
  state().endPause();
  await state().writing;
}

/** After a failure, what is counted waits for the next event. */
async function writeAll(): Promise<void> {
  let isDone = false;
  while (!isDone) {
    await new Promise<void>((resume) => {
      state().endPause = resume;
      setTimeout(resume, PAUSE_MS).unref();
    });
    isDone = !(await tryWrite()) || pendingBuckets().length === 0;
  }
  state().writing = undefined;
}

/** Logs when writing begins to fail, and when it works again. @returns whether it has worked */
async function tryWrite(): Promise<boolean> {
  const event = "security-events";
  try {
    const pending = pendingBuckets();
    for (let start = 0; start < pending.length; start += BATCH) await write(pending.slice(start, start + BATCH));
    await raiseAlerts(new Date());
    if (state().isFailing) log.info({ event }, "security events are written again");
    state().isFailing = false;
  } catch (error) {
    if (!state().isFailing) log.error({ event, err: error }, "security events are written later");
    state().isFailing = true;
  }
  return !state().isFailing;
}

async function write(batch: readonly Bucket[]): Promise<void> {
  const counts = batch.map(({ pending }) => pending);
  const rows = batch.map(({ row, pending }) => ({ ...row, count: pending }));
  for (const bucket of batch) bucket.pending = 0;
  try {
    await writeBuckets(rows);
  } catch (error) {
    for (const [index, bucket] of batch.entries()) bucket.pending += counts[index] ?? 0;
    throw error;
  }
}
