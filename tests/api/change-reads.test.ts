/** How the changes of many streams are read. */
import { expect, it } from "vitest";
import { TOPICS } from "@/domain/change";
import type { Principal } from "@/server/auth/principal";
import { db } from "@/server/platform/db";
import { readChanges } from "@/server/services/change-reads";
import { callerOf, makePrincipal } from "../setup/factories";
import { statementsOf } from "./statements";

const positionOf = ({ credentialId }: Principal) => ({ credentialId, topics: TOPICS, after: 0 });

it("streams that are woken together are read by one statement, each gets its own changes", async () => {
  const users = await Promise.all(Array.from({ length: 12 }, () => makePrincipal()));
  const created = await Promise.all(
    users.map((user) => callerOf(user).token.create({ name: "Script", scopes: ["account:read"] })),
  );
  let reads: Awaited<ReturnType<typeof readChanges>>[] = [];
  const statements = await statementsOf(async () => {
    reads = await Promise.all(users.map((user) => readChanges(positionOf(user))));
  });
  expect(statements).toHaveLength(1);
  expect(reads.map(({ events, latest }) => [events.map((it) => "id" in it && it.id), latest])).toEqual(
    created.map(({ id }) => [[id], 1]),
  );
});

it("a credential that has ended fails its own stream only", async () => {
  const [ended, other] = [await makePrincipal(), await makePrincipal()];
  await db.credential.update({ where: { id: ended.credentialId }, data: { revokedAt: new Date() } });
  const [failed, read] = await Promise.allSettled([readChanges(positionOf(ended)), readChanges(positionOf(other))]);
  expect(failed).toMatchObject({ reason: { code: "UNAUTHORIZED" } });
  expect(read).toMatchObject({ value: { events: [], latest: 0 } });
});
