/** What each operation needs to succeed, and everybody who may call it. */
import { SCOPES, type Scope } from "@/domain/token";
import type { Principal } from "@/server/auth/principal";
import { db } from "@/server/platform/db";
import {
  makeAccessToken,
  makeLogin,
  makeOrder,
  makePersonalToken,
  makePrincipal,
  makeProduct,
  PASSWORD,
} from "../setup/factories";
import { mutate, query, rest, signIn } from "../setup/http";
import type { Documented } from "./document";

/** An input, as a procedure takes it. */
export type Input = Record<string, unknown>;

/** Makes what an operation is about, and the input with which its owner succeeds. */
export const inputs: Record<string, (owner: Principal) => Promise<Input>> = {
  login: async (owner) => ({ email: owner.email, password: PASSWORD }),
  refreshTokens: async (owner) => ({ refreshToken: (await makeLogin(owner)).refreshToken }),
  logout: async () => ({}),
  getMe: async () => ({}),
  updateMe: async () => ({ name: "Another Name" }),
  listProducts: async () => ({ limit: 2 }),
  getProduct: async () => ({ id: (await makeProduct()).id }),
  listOrders: async (owner) => {
    await makeOrder(owner);
    return { limit: 2, status: "PLACED" };
  },
  getOrder: async (owner) => ({ id: (await makeOrder(owner)).id }),
  placeOrder: async () => ({ lines: [{ productId: (await makeProduct()).id, quantity: 2 }] }),
  cancelOrder: async (owner) => ({ id: (await makeOrder(owner)).id, reason: "No more need" }),
  listTokens: async (owner) => {
    await makePersonalToken(owner, "orders:read");
    return {};
  },
  createToken: async () => ({ name: "Script", scopes: ["orders:read"], expiresInDays: 7 }),
  revokeToken: async (owner) => {
    await makePersonalToken(owner, "orders:read");
    const { id } = await db.credential.findFirstOrThrow({
      where: { userId: owner.userId, kind: "PERSONAL", name: "Script", revokedAt: null },
      orderBy: { createdAt: "desc" },
    });
    return { id };
  },
};

export type Caller = { token?: string; cookie?: string; headers?: Record<string, string | undefined> };
type Outcome = "success" | 401 | 403 | 404;
type Kind = {
  make: (owner: Principal, operation: Documented) => Promise<Caller>;
  /** What the document says will happen. */
  expect: (operation: Documented) => Outcome;
};

const isPublic = ({ security }: Documented) => security.some((it) => Object.keys(it).length === 0);
const scopeOf = ({ security }: Documented) => security.flatMap((it) => it.personalToken ?? [])[0] as Scope | undefined;
const isOwned = ({ path }: Documented) => path.includes("{id}") && !path.startsWith("/products");
const nobodyMay = (operation: Documented): Outcome => {
  if (operation.operationId === "refreshTokens" || operation.operationId === "login") return "success"; // by what they send
  return isPublic(operation) ? "success" : 401;
};
const knownMay = (): Outcome => "success";
const OTHER_ORIGIN = { "sec-fetch-site": "cross-site", origin: "https://evil.test" };

export const kinds: Record<string, Kind> = {
  nobody: { make: async () => ({}), expect: nobodyMay },
  "a wrong token": { make: async () => ({ token: "wrong" }), expect: nobodyMay },
  "a token of a disabled user": {
    make: async () => {
      const gone = await makePrincipal();
      const token = await makeAccessToken(gone);
      await db.user.update({ where: { id: gone.userId }, data: { disabledAt: new Date() } });
      return { token };
    },
    expect: nobodyMay,
  },
  "the owner's cookie, from our own page": {
    make: async (owner) => {
      const { cookie } = await signIn(owner.email, PASSWORD);
      return { cookie, headers: { "sec-fetch-site": "same-origin" } };
    },
    expect: knownMay,
  },
  "the owner's cookie, from another site": {
    make: async (owner) => {
      const { cookie } = await signIn(owner.email, PASSWORD);
      return { cookie, headers: OTHER_ORIGIN };
    },
    expect: (operation) => (operation.method === "get" ? nobodyMay(operation) : 403),
  },
  "the owner's login": { make: async (owner) => ({ token: await makeAccessToken(owner) }), expect: knownMay },
  "the owner's login, from another site": {
    make: async (owner) => ({ token: await makeAccessToken(owner), headers: OTHER_ORIGIN }),
    expect: knownMay,
  },
  "the owner's personal token with the scope": {
    make: async (owner, operation) => ({
      token: await makePersonalToken(owner, scopeOf(operation) ?? "orders:read", ...[]),
    }),
    expect: (operation) => (scopeOf(operation) ? "success" : 403),
  },
  "the owner's personal token with all other scopes": {
    make: async (owner, operation) => {
      const [first = "orders:read", ...others] = (Object.keys(SCOPES) as Scope[]).filter(
        (it) => it !== scopeOf(operation),
      );
      return { token: await makePersonalToken(owner, first, ...others) };
    },
    expect: () => 403,
  },
  "a stranger": {
    make: async () => ({ token: await makeAccessToken(await makePrincipal()) }),
    expect: (operation) => (isOwned(operation) ? 404 : "success"),
  },
  "an administrator": {
    make: async () => ({ token: await makeAccessToken(await makePrincipal({ role: "ADMIN" })) }),
    expect: (operation) => (isOwned(operation) ? 404 : "success"),
  },
};

/** Calls an operation at the REST door. */
export function callRest({ path, method, route }: Documented, input: Input, { headers, ...caller }: Caller = {}) {
  const rest_ = { ...input };
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = encodeURIComponent(String(rest_[name]));
    delete rest_[name];
    return value;
  });
  const hasBody = route.method === "POST" || route.method === "PATCH";
  const text = ([name, value]: [string, unknown]) => [name, typeof value === "string" ? value : JSON.stringify(value)];
  const search = hasBody ? "" : new URLSearchParams(Object.entries(rest_).map(text) as [string, string][]).toString();
  const operation = `${method.toUpperCase()} ${filled}${search && `?${search}`}`;
  return rest(operation, { ...caller, headers, json: hasBody ? rest_ : undefined });
}

/** Calls the same procedure at the door of our own pages. */
export function callTrpc({ route, method }: Documented, input: Input, { token, headers, cookie }: Caller = {}) {
  const all = { "sec-fetch-site": undefined, authorization: token && `Bearer ${token}`, ...headers };
  return (method === "get" ? query : mutate)(route.procedure, input, { cookie, headers: all });
}
