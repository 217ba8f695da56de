/** A caller whose account is deleted while a call runs: 401, as for the next call. */
import { TRPCError } from "@trpc/server";
import { expect, it } from "vitest";
import { toPublicError } from "@/server/core/errors";
import { db, transact } from "@/server/platform/db";
import { changePassword } from "@/server/services/account-password";
import { recordChange } from "@/server/services/change";
import { makePrincipal } from "../setup/factories";

const UNAUTHORIZED = { code: "UNAUTHORIZED" };

it("a row that refers to the account can't be written", async () => {
  const error = await db.$executeRaw`
    INSERT INTO changes (user_id, seq, topic, row_id, created_at) VALUES ('nobody', 1, 'token', 'x', now())`.catch(
    (cause: Error) => new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause }),
  );
  expect(toPublicError(error as TRPCError)).toMatchObject(UNAUTHORIZED);
});

it("a change can't be recorded, and a password can't be changed", async () => {
  const change = { userId: "nobody", topic: "token", id: "x" } as const;
  await expect(transact((tx) => recordChange(tx, change))).rejects.toMatchObject(UNAUTHORIZED);
  const principal = await makePrincipal();
  await db.user.update({ where: { id: principal.userId }, data: { disabledAt: new Date() } });
  const input = { newPassword: "another long password", endTokens: false };
  await expect(changePassword(principal, input)).rejects.toMatchObject(UNAUTHORIZED);
});
