/**
 * Who may call what: every procedure of the router, as everybody that there is. A procedure that is not in the table
 * fails, so that none is added without a decision.
 */
import { describe, expect, it } from "vitest";
import { DELETION_WORDS } from "@/domain/account";
import { SCOPES, type Scope } from "@/domain/token";
import type { Principal } from "@/server/auth/principal";
import { appRouter } from "@/server/routers/_app";
import { callerOf, makeOrder, makePrincipal, makeProduct, makeUser, PASSWORD } from "../setup/factories";

type Outcome = "OK" | "UNAUTHORIZED" | "FORBIDDEN" | "NOT_FOUND";
const ALL_SCOPES = Object.keys(SCOPES) as Scope[];
/** What a personal token needs; null: no personal token may call it, whatever its scopes. */
type Needs = { scope: Scope | null };
type Input = (owner: Principal) => unknown;
type Row = Needs & { input?: Input; anonymous: Outcome; stranger: Outcome; owner: Outcome; admin: Outcome };

const everybody = { anonymous: "OK", stranger: "OK", owner: "OK", admin: "OK" } as const;
const signedIn = { ...everybody, anonymous: "UNAUTHORIZED" } as const;
/** On `order.*`, an administrator who is not the owner is a stranger. */
const ownerOnly = { ...signedIn, stranger: "NOT_FOUND", admin: "NOT_FOUND" } as const;
/** The desk: customers are told that it is not for them; what an admin's token may not do either, is all of it. */
const adminOnly = {
  anonymous: "UNAUTHORIZED",
  stranger: "FORBIDDEN",
  owner: "FORBIDDEN",
  admin: "OK",
  scope: null,
} as const;

const aProduct = async () => ({ id: (await makeProduct()).id });
const anOrder = async (owner: Principal) => ({ id: (await makeOrder(owner)).id });

const aToken = async (owner: Principal) => {
  const { id } = await callerOf(owner).token.create({ name: "Script", scopes: ["orders:read"] });
  return { id };
};

const table: Record<string, Row> = {
  "account.signUp": {
    ...everybody,
    scope: null,
    input: () => ({ email: `${crypto.randomUUID()}@example.test`, name: "New", password: "long enough" }),
  },
  "admin.overview": adminOnly,
  "admin.order.list": { ...adminOnly, input: () => ({}) },
  "admin.order.byId": { ...adminOnly, input: anOrder },
  "admin.order.advance": {
    ...adminOnly,
    input: async (owner) => ({ moves: [{ ...(await anOrder(owner)), from: "PLACED", to: "PACKED" }] }),
  },
  "admin.product.list": { ...adminOnly, input: () => ({}) },
  "admin.product.save": {
    ...adminOnly,
    input: async () => ({
      ...(await aProduct()),
      version: 0,
      name: "New",
      description: "New",
      priceCents: 1,
      stockChange: 0,
    }),
  },
  "admin.user.list": { ...adminOnly, input: () => ({}) },
  "admin.user.disable": { ...adminOnly, input: async () => ({ id: (await makeUser()).id, disabled: true }) },
  "admin.user.setRole": { ...adminOnly, input: async () => ({ id: (await makeUser()).id, role: "ADMIN" }) },
  "account.me": { ...signedIn, scope: "account:read" },
  "account.update": { ...signedIn, scope: null, input: () => ({ name: "New Name" }) },
  "account.changePassword": {
    ...signedIn,
    scope: null,
    input: () => ({ currentPassword: PASSWORD, newPassword: "another long one" }),
  },
  "account.export": { ...signedIn, scope: null },
  "account.exportSection": { ...signedIn, scope: null, input: () => ({ section: "sessions" }) },
  "account.delete": {
    ...signedIn,
    scope: null,
    // Somebody else stays to look after the shop, or the administrator could not go.
    input: async () => {
      await makeUser({ role: "ADMIN" });
      return { currentPassword: PASSWORD, confirm: DELETION_WORDS };
    },
  },
  "product.list": { ...everybody, scope: "products:read", input: () => ({}) },
  "product.byId": { ...everybody, scope: "products:read", input: aProduct },
  "product.byIds": {
    ...everybody,
    scope: "products:read",
    input: async () => ({ ids: [(await makeProduct()).id] }),
  },
  "order.list": { ...signedIn, scope: "orders:read", input: () => ({}) },
  "order.place": {
    ...signedIn,
    scope: "orders:write",
    input: async () => ({ lines: [{ productId: (await makeProduct()).id, quantity: 1 }] }),
  },
  "order.byId": { ...ownerOnly, scope: "orders:read", input: anOrder },
  "order.cancel": { ...ownerOnly, scope: "orders:write", input: anOrder },
  "change.onChange": { ...signedIn, scope: "orders:read", input: () => ({}) },
  "session.login": {
    ...everybody,
    scope: null,
    input: async () => ({ email: (await makeUser()).email, password: PASSWORD }),
  },
  // Everybody may ask, and whoever has no token of ours is refused: tests/api/login.test.ts has those who have one.
  "session.refresh": {
    anonymous: "UNAUTHORIZED",
    stranger: "UNAUTHORIZED",
    owner: "UNAUTHORIZED",
    admin: "UNAUTHORIZED",
    scope: null,
    input: () => ({ refreshToken: "no such token" }),
  },
  "session.logout": { ...signedIn, scope: null, input: () => ({}) },
  "session.list": { ...signedIn, scope: null },
  "session.revoke": { ...ownerOnly, scope: null, input: async (owner) => ({ id: owner.credentialId }) },
  "session.revokeOthers": { ...signedIn, scope: null, input: () => ({}) },
  "token.list": { ...signedIn, scope: null },
  "token.create": { ...signedIn, scope: null, input: () => ({ name: "Script", scopes: ["orders:read"] }) },
  "token.revoke": { ...ownerOnly, scope: null, input: aToken },
};

async function outcomeOf(path: string, principal: Principal | null, input: unknown): Promise<string> {
  // A caller is a tree of proxies, which are functions at every level.
  type Node = ((input: unknown) => Promise<unknown>) & { [name: string]: Node };
  const call = path.split(".").reduce((node, name) => node[name] as Node, callerOf(principal) as unknown as Node);
  try {
    await call(input);
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

  describe.each(Object.entries(table))("%s", (path, { input, scope, ...outcomes }) => {
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

    it.each([...ALL_SCOPES, undefined])("answers the owner's personal token with %s", async (held) => {
      const owner = await makePrincipal();
      const holder: Principal = { ...owner, scopes: held ? [held] : [] };
      const outcome = held && held === scope ? outcomes.owner : "FORBIDDEN";
      expect(await outcomeOf(path, holder, await input?.(owner))).toBe(outcome);
    });
  });

  it("refuses strangers before it reads their input", async () => {
    for (const [path, row] of Object.entries(table)) {
      if (row.owner !== "OK" || row.anonymous === "OK") continue;
      expect(await outcomeOf(path, null, { nonsense: "\u0000" })).toBe("UNAUTHORIZED");
    }
  });
});
