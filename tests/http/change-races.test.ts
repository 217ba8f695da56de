/** Many writers and streams at once, in two processes. */
import { expect, it } from "vitest";
import type { Principal } from "@/server/auth/principal";
import { transact } from "@/server/platform/db";
import { followChanges, recordChange } from "@/server/services/change";
import { startServer } from "../setup/change-server";
import { makePrincipal } from "../setup/factories";

const CHANGES = 200;

type Process = { transact: typeof transact; recordChange: typeof recordChange; followChanges: typeof followChanges };

async function write({ transact, recordChange }: Process, { userId }: Principal) {
  for (let count = 0; count < CHANGES; count++) {
    await transact((tx) => recordChange(tx, { userId, topic: "token", id: `row-${count}` }));
  }
}

/** Reads changes 1 to `count`, by streams that it leaves after `most` changes and resumes. @returns their numbers */
async function read({ followChanges }: Process, principal: Principal, count: number, most: number) {
  const seqs: number[] = [];
  while (seqs.length < count) {
    const connection = new AbortController();
    let left = Math.min(most, count - seqs.length);
    const last = seqs.at(-1) ?? 0;
    for await (const [id] of followChanges({ ...principal, changeSeq: last }, String(last), connection.signal)) {
      seqs.push(Number(id));
      if (--left === 0) break;
    }
    connection.abort();
  }
  return seqs;
}

it("8 writers and streams that come and go in two processes: no change is lost, repeated or out of order", async () => {
  const here: Process = { transact, recordChange, followChanges };
  const { isListening } = await startServer();
  const { transact: otherTransact } = await import("@/server/platform/db");
  const other: Process = { transact: otherTransact, ...(await import("@/server/services/change")) };
  const total = 2 * CHANGES;
  const users = await Promise.all([1, 7, 50, total].map(async (most) => ({ most, principal: await makePrincipal() })));
  const streams = users.map(({ most, principal }, index) => read(index % 2 ? other : here, principal, total, most));
  await isListening();
  await Promise.all(users.flatMap(({ principal }) => [write(here, principal), write(other, principal)]));
  const expected = Array.from({ length: total }, (_, index) => index + 1);
  for (const seqs of await Promise.all(streams)) expect(seqs).toEqual(expected);
});
