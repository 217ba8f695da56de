/** A sandbox that is closed while calls of its account are running: nothing is left of them, and none is our fault. */
import { getTRPCErrorFromUnknown } from "@trpc/server";
import { beforeAll, describe, expect, it } from "vitest";
import { identify } from "@/server/auth/identity";
import { isServerError, toPublicError } from "@/server/core/errors";
import { login, updateAccount } from "@/server/services/account";
import { deleteAccount } from "@/server/services/account-deletion";
import { changePassword } from "@/server/services/account-password";
import { cancelOrder, placeOrder } from "@/server/services/order";
import { closeSandbox } from "@/server/services/sandbox-deletion";
import { revokeOtherSessions } from "@/server/services/session-list";
import { createToken, revokeToken } from "@/server/services/token";
import { ALL_SCOPES, makeProduct, makeSandbox, PASSWORD } from "../setup/factories";
import { stateOf } from "./sandbox-state";

const productIds: string[] = [];
beforeAll(async () => {
  for (const stock of [2000, 3000, 4000]) productIds.push((await makeProduct({ stock })).id);
});

type Sandbox = Awaited<ReturnType<typeof makeSandbox>>;
type Call = (sandbox: Sandbox) => Promise<unknown>;

function place({ principal: { userId } }: Sandbox, key?: string) {
  const lines = productIds.map((productId) => ({ productId, quantity: 1 }));
  return placeOrder(userId, { lines }, { userId, procedure: "order.place", key, onReplay: () => {} });
}
const newToken = ({ principal }: Sandbox) =>
  createToken(principal, { name: "Script", scopes: [ALL_SCOPES[0]], expiresInDays: 1 });

/** What the procedures do for a caller whom they have identified. */
const CALLS: Record<string, Call> = {
  place: (sandbox) => place(sandbox),
  "place with a key": (sandbox) => place(sandbox, crypto.randomUUID()),
  cancel: async (sandbox) => cancelOrder({ ...(await place(sandbox)), ownerId: sandbox.principal.userId }),
  "create a token": newToken,
  "revoke a token": async (sandbox) => revokeToken({ ...(await newToken(sandbox)), userId: sandbox.principal.userId }),
  rename: ({ principal }) => updateAccount(principal, { name: "New" }),
  "change the password": ({ principal }) => changePassword(principal, { newPassword: PASSWORD, endTokens: false }),
  "delete the account": ({ principal }) => deleteAccount(principal, { keepTexts: false }),
  "log in": ({ email, password }) => login({ email, password }, { address: crypto.randomUUID() }),
  "end other sessions": ({ principal }) => revokeOtherSessions(principal),
  close: ({ id }) => closeSandbox({ sandboxId: id }),
};

const isSignedIn = async ({ accessToken }: Sandbox) =>
  (await identify(new Headers({ authorization: `Bearer ${accessToken}` }), "", [])).principal !== null;

/** Does a call again and again while its caller is signed in, and once after that. @returns errors that are our fault */
async function repeat(call: Call, sandbox: Sandbox) {
  const faults: unknown[] = [];
  for (let isLast = false; !isLast; ) {
    isLast = !(await isSignedIn(sandbox));
    await call(sandbox).catch((error: unknown) => {
      if (isServerError(toPublicError(getTRPCErrorFromUnknown(error)).code)) faults.push(error);
    });
  }
  return faults;
}

/** 20 clients share the calls; the sandbox is closed once there is a first answer, and then each call is made once more. */
async function race(calls: readonly Call[]) {
  const sandbox = await makeSandbox();
  const clients = Array.from({ length: 20 }, (_, index) => repeat(calls[index % calls.length] as Call, sandbox));
  await calls[0]?.(sandbox).catch(() => {});
  await closeSandbox({ sandboxId: sandbox.id }).catch((error) => expect(error).toMatchObject({ code: "NOT_FOUND" }));
  const faults = await Promise.all(clients);
  for (const call of calls) faults.push(await repeat(call, sandbox));
  return faults.flat();
}

describe("close, while 20 clients", () => {
  it.each(["place", "place with a key", "cancel"])("%s: no server error, and nothing is left", async (name) => {
    const before = await stateOf();
    expect(await race([CALLS[name] as Call])).toEqual([]);
    expect(await stateOf()).toEqual(before);
  });

  it.each([1, 2])("make all kinds of calls, round %i: no server error, and nothing is left", async () => {
    const before = await stateOf();
    expect(await race(Object.values(CALLS))).toEqual([]);
    expect(await stateOf()).toEqual(before);
  });
});
