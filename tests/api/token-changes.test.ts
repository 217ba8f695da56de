/** The changes that token.create and token.revoke record, as another session of the user receives them. */
import { describe, expect, it } from "vitest";
import { db } from "@/server/platform/db";
import { ALL_SCOPES, callerOf, makePrincipal, makeSession } from "../setup/factories";
import { fillTokens } from "../setup/sign-in-inputs";

const script = { name: "Nightly export", scopes: [ALL_SCOPES[0]] };

describe("changes of personal tokens", () => {
  it("another session of the user receives token.create and token.revoke", async () => {
    const owner = await makePrincipal();
    const other = await makeSession(owner);
    const stream = await callerOf(other).change.onChange({ lastEventId: String(other.changeSeq) });
    const changes = stream[Symbol.asyncIterator]();
    const next = async () =>
      ((await changes.next()).value as unknown as [string, { topic: string; id: string; seq: number }])[1];

    const created = next(); // waits for the change
    const { id } = await callerOf(owner).token.create(script);
    expect(await created).toMatchObject({ topic: "token", id, seq: 1 });
    await callerOf(owner).token.revoke({ id });
    expect(await next()).toMatchObject({ topic: "token", id, seq: 2 });
    await changes.return?.();
  });

  it("refused calls record nothing", async () => {
    const [owner, other] = [await makePrincipal(), await makePrincipal()];
    const { id } = await callerOf(owner).token.create(script);
    await fillTokens(other);
    const count = () => db.change.count({ where: { userId: { in: [owner.userId, other.userId] } } });
    const before = await count();
    await expect(callerOf(other).token.create(script)).rejects.toMatchObject({ reason: "TOO_MANY_TOKENS" });
    await expect(callerOf(owner).token.create({ ...script, name: "" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    for (const caller of [callerOf(other), callerOf(null), callerOf({ ...owner, scopes: ALL_SCOPES })]) {
      await expect(caller.token.revoke({ id })).rejects.toMatchObject({
        code: expect.stringMatching(/NOT_FOUND|UNAUTHORIZED|FORBIDDEN/),
      });
    }
    expect(await count()).toBe(before);
  });
});
