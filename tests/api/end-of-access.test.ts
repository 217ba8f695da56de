/** Calls that are under way when access ends: they wait for the user's row, are UNAUTHORIZED, and write nothing. */
import { describe, expect, it } from "vitest";
import type { Principal } from "@/server/auth/principal";
import type { Meta } from "@/server/core/meta";
import { db } from "@/server/platform/db";
import { flushSecurityEvents } from "@/server/platform/security-buckets";
import { appRouter } from "@/server/routers/_app";
import { addPrivateDevice } from "@/server/services/private-device";
import { addSignInMethod } from "@/server/services/provider-entry";
import { ALL_SCOPES, callerOf, makePrincipal } from "../setup/factories";
import { rows } from "../setup/inputs";
import { turnMailsOn } from "../setup/mail";
import { ENDING_NAMES, prepareEnding, startInTurn } from "./ending-access";

const ORIGIN = { address: "192.0.2.44" };

/** Everything by which an account is entered or known, and what is said about it. */
async function stateOf(userId: string) {
  await flushSecurityEvents();
  const where = { where: { userId } };
  const [user, credentials, ...others] = await Promise.all([
    db.user.findUniqueOrThrow({ where: { id: userId } }),
    db.credential.findMany({ ...where, orderBy: { id: "asc" }, select: { id: true, kind: true } }),
    db.factor.count(where),
    db.signInMethod.count(where),
    db.recoveryCode.findMany({ ...where, orderBy: { codeHash: "asc" } }),
    db.mail.count(where),
    db.accountLink.findMany({ ...where, orderBy: { id: "asc" } }),
    db.securityEvent.count({ where: { userId, category: { in: ["account", "act"] } } }),
  ]);
  return { user, credentials, others };
}

type Procedure = { _def: { type: string; meta?: Meta } };
const procedures = appRouter._def.procedures as never as Record<string, Procedure>;

/** Proofs, but no writes: what they return is of use to a later call only. */
const WRITE_NOTHING = ["factor.startPasskey", "factor.startTotp"];
const WRITERS = [
  ...Object.keys(procedures).filter((path) => procedures[path]?._def.meta?.proof && !WRITE_NOTHING.includes(path)),
  ...["account.update", "account.cancelEmailChange"],
];

function callProcedure(path: string, caller: Principal, input: unknown): Promise<unknown> {
  type Node = ((input: unknown) => Promise<unknown>) & { [name: string]: Node };
  const node = path.split(".").reduce((it, name) => it[name] as Node, callerOf(caller) as unknown as Node);
  return node(input);
}

const makeIdentity = () => {
  const provider = "oidc" as const;
  return {
    provider,
    issuer: "https://id.test",
    subject: crypto.randomUUID(),
    email: null,
    isEmailVerified: false,
    name: "Jo",
    authenticatedAt: null,
  };
};

/** What gives access without a procedure. */
const OTHERS = {
  "a sign-in method": async (owner) => {
    const problem = await addSignInMethod(owner, makeIdentity());
    if (problem) throw new Error(problem);
  },
  "a private device": async (owner) => void (await addPrivateDevice(owner, ORIGIN)),
} satisfies Record<string, (owner: Principal) => Promise<void>>;

const endSession = ({ credentialId }: Principal) =>
  db.credential.updateMany({ where: { id: credentialId }, data: { revokedAt: new Date() } });

describe("a call that is under way when its session ends", () => {
  it.each(WRITERS)("%s: UNAUTHORIZED, and nothing is written", async (path) => {
    turnMailsOn();
    const isAdmin = procedures[path]?._def.meta?.access === "admin";
    const owner = await makePrincipal({ role: isAdmin ? "ADMIN" : "CUSTOMER" });
    const input = (await rows[path]?.input?.(owner, owner)) ?? {};
    const before = await stateOf(owner.userId);
    const call = () => callProcedure(path, owner, input);
    expect(await startInTurn(owner.userId, [call], async () => void (await endSession(owner)))).toEqual([
      "UNAUTHORIZED",
    ]);
    expect(await stateOf(owner.userId)).toEqual(before);
  });

  it.each(Object.keys(OTHERS) as (keyof typeof OTHERS)[])("%s: UNAUTHORIZED, and nothing is written", async (name) => {
    const owner = await makePrincipal();
    const before = await stateOf(owner.userId);
    expect(
      await startInTurn(owner.userId, [() => OTHERS[name](owner)], async () => void (await endSession(owner))),
    ).toEqual(["UNAUTHORIZED"]);
    expect(await stateOf(owner.userId)).toEqual(before);
  });

  it("an administrator who is made a customer meanwhile changes no role", async () => {
    const [first, second] = [await makePrincipal({ role: "ADMIN" }), await makePrincipal({ role: "ADMIN" })];
    const { userId } = await makePrincipal();
    const demote = () => callerOf(second).admin.user.setRole({ id: first.userId, role: "CUSTOMER" });
    const promote = () => callerOf(first).admin.user.setRole({ id: userId, role: "ADMIN" });
    expect(await startInTurn(first.userId, [demote, promote])).toEqual(["OK", "FORBIDDEN"]);
    expect(await db.user.findUnique({ where: { id: userId } })).toMatchObject({ role: "CUSTOMER" });
  });
});

describe("what is under way when access ends", () => {
  it.each(ENDING_NAMES)("%s: a token that waits behind it is not created", async (name) => {
    const owner = await makePrincipal();
    const end = await prepareEnding(name, owner);
    const create = () => callerOf(owner).token.create({ name: "Script", scopes: [ALL_SCOPES[0]] });
    expect(await startInTurn(owner.userId, [end, create])).toEqual(["OK", "UNAUTHORIZED"]);
    expect(await db.credential.count({ where: { userId: owner.userId, kind: "PERSONAL" } })).toBe(0);
  });

  it.each(["“This was not me”", "a reset"] as const)(
    "%s: a token that was created just before ends, too",
    async (name) => {
      const owner = await makePrincipal();
      await db.user.update({ where: { id: owner.userId }, data: { emailVerifiedAt: null } }); // a reset ends all then
      const end = await prepareEnding(name, owner);
      const create = () => callerOf(owner).token.create({ name: "Script", scopes: [ALL_SCOPES[0]] });
      expect(await startInTurn(owner.userId, [create, end])).toEqual(["OK", "OK"]);
      expect(await db.credential.count({ where: { userId: owner.userId, revokedAt: null } })).toBe(0);
    },
  );
});
