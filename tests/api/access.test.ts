/**
 * Who may call what: every procedure of the router, as everybody that there is. A procedure that is not in the table
 * fails, so that none is added without a decision.
 */
import { describe, expect, it } from "vitest";
import type { Principal } from "@/server/principal";
import { appRouter } from "@/server/routers/_app";
import { callerOf, makeOrder, makePrincipal, makeProduct } from "../setup/factories";

type Outcome = "OK" | "UNAUTHORIZED" | "NOT_FOUND";
type Input = (owner: Principal) => unknown;
type Row = { input?: Input; anonymous: Outcome; stranger: Outcome; owner: Outcome; admin: Outcome };

const everybody = { anonymous: "OK", stranger: "OK", owner: "OK", admin: "OK" } as const;
const signedIn = { ...everybody, anonymous: "UNAUTHORIZED" } as const;
/** On `order.*`, an administrator who is not the owner is a stranger. */
const ownerOnly = { ...signedIn, stranger: "NOT_FOUND", admin: "NOT_FOUND" } as const;

const aProduct = async () => ({ id: (await makeProduct()).id });
const anOrder = async (owner: Principal) => ({ id: (await makeOrder(owner)).id });

const table: Record<string, Row> = {
  "account.signUp": {
    ...everybody,
    input: () => ({ email: `${crypto.randomUUID()}@example.test`, name: "New", password: "long enough" }),
  },
  "account.me": signedIn,
  "product.list": { ...everybody, input: () => ({}) },
  "product.byId": { ...everybody, input: aProduct },
  "product.byIds": { ...everybody, input: async () => ({ ids: [(await makeProduct()).id] }) },
  "order.list": { ...signedIn, input: () => ({}) },
  "order.place": {
    ...signedIn,
    input: async () => ({ lines: [{ productId: (await makeProduct()).id, quantity: 1 }] }),
  },
  "order.byId": { ...ownerOnly, input: anOrder },
  "order.cancel": { ...ownerOnly, input: anOrder },
};

async function outcomeOf(path: string, principal: Principal | null, input: unknown): Promise<string> {
  const [resource = "", name = ""] = path.split(".");
  const caller = callerOf(principal) as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
  try {
    await caller[resource]?.[name]?.(input);
    return "OK";
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe("the access table", () => {
  it("has a row for every procedure, and none for others", () => {
    expect(Object.keys(table).sort()).toEqual(Object.keys(appRouter._def.procedures).sort());
  });

  it("knows no mutation without an input schema, and no procedure without an output schema", () => {
    for (const [path, { _def }] of Object.entries<{ _def: unknown }>(appRouter._def.procedures as never)) {
      const { inputs, output, type } = _def as { inputs: unknown[]; output: unknown; type: string };
      expect(output, `${path} has an output schema`).toBeDefined();
      if (type === "mutation") expect(inputs.length, `${path} has an input schema`).toBeGreaterThan(0);
    }
  });

  describe.each(Object.entries(table))("%s", (path, { input, ...outcomes }) => {
    it.each(Object.entries(outcomes))("answers the %s with %s", async (who, outcome) => {
      const owner = await makePrincipal();
      const callers: Record<string, Principal | null> = {
        anonymous: null,
        stranger: await makePrincipal(),
        owner,
        admin: await makePrincipal({ role: "ADMIN" }),
      };
      expect(await outcomeOf(path, callers[who] ?? null, await input?.(owner))).toBe(outcome);
    });
  });

  it("refuses strangers before it reads their input", async () => {
    for (const [path, row] of Object.entries(table)) {
      if (row.anonymous === "OK") continue;
      expect(await outcomeOf(path, null, { nonsense: "\u0000" })).toBe("UNAUTHORIZED");
    }
  });
});
