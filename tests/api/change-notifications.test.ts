/** No write forgets its notification: triggers note the users whose streams it concerns, and each must be notified. */
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { Principal } from "@/server/auth/principal";
import { db } from "@/server/platform/db";
import { flushNotifications } from "@/server/realtime/notifier";
import { postgresChannel } from "@/server/realtime/postgres-channel";
import { appRouter } from "@/server/routers/_app";
import { callerOf, makeLogin, makePrincipal, makeUser, PASSWORD } from "../setup/factories";
import { signIn, signOut } from "../setup/http";
import { rows } from "../setup/inputs";

const publish = vi.spyOn(postgresChannel, "publish");

beforeAll(async () => {
  await db.$executeRaw`CREATE TABLE concerned (user_id text)`;
  await db.$executeRaw`CREATE FUNCTION note_concerned() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN INSERT INTO concerned VALUES (to_jsonb(OLD) ->> TG_ARGV[0]); RETURN NULL; END $$`;
  await db.$executeRaw`CREATE TRIGGER a AFTER UPDATE OF change_seq, disabled_at ON users
    FOR EACH ROW EXECUTE FUNCTION note_concerned('id')`;
  await db.$executeRaw`CREATE TRIGGER a AFTER UPDATE OF revoked_at, expires_at OR DELETE ON credentials
    FOR EACH ROW EXECUTE FUNCTION note_concerned('user_id')`;
});

/** @returns whether `work` concerned anybody's streams */
async function expectNotified(work: () => Promise<unknown>): Promise<boolean> {
  await db.$executeRaw`TRUNCATE concerned`;
  await flushNotifications(); // of what was prepared
  publish.mockClear();
  await work();
  const concerned = await db.$queryRaw<{ id: string }[]>`SELECT DISTINCT user_id AS id FROM concerned`;
  await flushNotifications();
  const notified = publish.mock.calls.flatMap(([messages]) => messages.flatMap((it) => it.split(" ").slice(1)));
  expect(notified).toEqual(expect.arrayContaining(concerned.map(({ id }) => id)));
  return concerned.length > 0;
}

type Call = (input: unknown) => Promise<unknown>;
type Node = Call & { [name: string]: Node };
const procedureOf = (path: string, principal: Principal): Call =>
  path.split(".").reduce((node, name) => node[name] as Node, callerOf(principal) as unknown as Node);

const procedures = appRouter._def.procedures as never as Record<string, { _def: { type: string } }>;
const mutations = Object.entries(procedures)
  .filter(([, { _def }]) => _def.type === "mutation")
  .map(([path]) => path);

describe("streams are notified", () => {
  it.each(mutations)("after %s", async (path) => {
    const { input, access } = rows[path] ?? {};
    const owner = await makePrincipal();
    await makeLogin(owner);
    const caller = access?.owner === "OK" ? owner : await makePrincipal({ role: "ADMIN" });
    const given = (await input?.(owner)) ?? {};
    await expectNotified(() => procedureOf(path, caller)(given));
  });

  it("after sign-out, and after a new sign-in of the same browser", async () => {
    const { email } = await makeUser();
    const { cookie } = await signIn(email, PASSWORD);
    let again = cookie;
    expect(await expectNotified(async () => (again = (await signIn(email, PASSWORD, {}, cookie)).cookie))).toBe(true);
    expect(await expectNotified(() => signOut(again ?? ""))).toBe(true);
  });

  it("after a stolen refresh token was used", async () => {
    const owner = await makePrincipal();
    const { refreshToken } = await makeLogin(owner);
    await callerOf(null).session.refresh({ refreshToken });
    await db.credential.updateMany({ where: { userId: owner.userId }, data: { usedRefreshes: [] } });
    const reuse = () => callerOf(null).session.refresh({ refreshToken });
    expect(await expectNotified(() => reuse().catch(() => {}))).toBe(true);
  });

  it("after at least these: the triggers of this test note what they should", async () => {
    const concerning: string[] = [];
    for (const path of ["session.revokeOthers", "account.delete", "token.create"]) {
      const owner = await makePrincipal();
      await makeLogin(owner);
      const given = (await rows[path]?.input?.(owner)) ?? {};
      if (await expectNotified(() => procedureOf(path, owner)(given))) concerning.push(path);
    }
    expect(concerning).toEqual(["session.revokeOthers", "account.delete", "token.create"]);
  });
});
