/** Every kind of caller of an operation, and the outcome that the procedure's meta implies. */
import type { Principal } from "@/server/auth/principal";
import { type Meta, scopesOf } from "@/server/core/meta";
import { db } from "@/server/platform/db";
import { type Access, accessOf, type Outcome } from "../setup/access";
import { ALL_SCOPES, makeAccessToken, makePersonalToken, makePrincipal, PASSWORD } from "../setup/factories";
import { signIn } from "../setup/http";
import type { Credentials } from "./requests";

/** What is sent, and whose it is if that's someone else than the owner, with rows of their own. */
type Made = Credentials & { user?: Principal };
export type Caller = { title: string; expected: Outcome; make: (owner: Principal) => Promise<Made> };
type Person = Exclude<keyof Access, "anonymous">;

const OTHER_ORIGIN = { "sec-fetch-site": "cross-site", origin: "https://evil.test" };

/** The user who may call a procedure: the owner, or an administrator. */
export const permittedFor = ({ access }: Meta): Person => (access === "admin" ? "administrator" : "owner");

/** A user of this kind. */
export async function makePerson(person: Person, owner: Principal): Promise<Principal> {
  if (person === "owner") return owner;
  return makePrincipal({ role: person === "administrator" ? "ADMIN" : "CUSTOMER" });
}

/** The scopes with which a personal token is not accepted. */
export const otherScopes = (meta: Meta) => ALL_SCOPES.filter((it) => !scopesOf(meta).includes(it));

/** @param isWrite whether the method is another one than GET */
export function callersOf(meta: Meta, isWrite: boolean): Caller[] {
  const access = accessOf(meta);
  const permitted = permittedFor(meta);
  const others = (["owner", "another user", "administrator"] as const).filter((it) => it !== permitted);

  const login = (person: Person, headers?: Credentials["headers"]) => async (owner: Principal) => {
    const user = await makePerson(person, owner);
    return { token: await makeAccessToken(user), headers, user };
  };
  const cookie = (headers: Credentials["headers"]) => async (owner: Principal) => {
    const { email } = await makePerson(permitted, owner);
    return { cookie: (await signIn(email, PASSWORD)).cookie, headers };
  };
  const personalToken =
    (...scopes: Parameters<typeof makePersonalToken>[1][]) =>
    async (owner: Principal) => ({
      token: await makePersonalToken(await makePerson(permitted, owner), ...scopes),
    });
  const disabled = async () => {
    const user = await makePrincipal({ role: permitted === "administrator" ? "ADMIN" : "CUSTOMER" });
    const token = await makeAccessToken(user);
    await db.user.update({ where: { id: user.userId }, data: { disabledAt: new Date() } });
    return { token };
  };

  return [
    { title: "anonymous", expected: access.anonymous, make: async () => ({}) },
    { title: "invalid token", expected: access.anonymous, make: async () => ({ token: "wrong" }) },
    { title: "token of a disabled user", expected: access.anonymous, make: disabled },
    {
      title: `${permitted}, session cookie, same site`,
      expected: access[permitted],
      make: cookie({ "sec-fetch-site": "same-origin" }),
    },
    {
      title: `${permitted}, session cookie, cross-site`,
      expected: isWrite ? "FORBIDDEN" : access.anonymous,
      make: cookie(OTHER_ORIGIN),
    },
    { title: `${permitted}, login`, expected: access[permitted], make: login(permitted) },
    { title: `${permitted}, login, cross-site`, expected: access[permitted], make: login(permitted, OTHER_ORIGIN) },
    ...scopesOf(meta).map((scope) => ({
      title: `${permitted}, personal token with ${scope}`,
      expected: access[permitted],
      make: personalToken(scope),
    })),
    {
      title: `${permitted}, personal token with every other scope`,
      expected: "FORBIDDEN",
      make: personalToken(...otherScopes(meta)),
    },
    ...others.map((person) => ({ title: person, expected: access[person], make: login(person) })),
  ];
}
