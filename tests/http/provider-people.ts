/** A provider on loopback for the tests of a file, and the people that it knows. */
import { afterAll, beforeAll, beforeEach } from "vitest";
import { env } from "@/env";
import { PROVIDER_LIMITS } from "@/server/auth/provider-options";
import { db } from "@/server/platform/db";
import { HOST } from "../setup/http";
import { startOidcProvider, visitProvider } from "../setup/oidc-provider";
import { begin, comeBack } from "./provider-browser";

/** The page of a person who has added a method. */
export const METHODS = "/account/sign-in-methods";
export const CALLBACK = `http://${HOST}/api/auth/callback/oidc`;
// A busy machine takes longer than a person should wait.
Object.assign(PROVIDER_LIMITS, { answerMs: 60_000, deadlineMs: 120_000 });
export let provider: Awaited<ReturnType<typeof startOidcProvider>>;
beforeAll(async () => {
  provider = await startOidcProvider();
  provider.redirectUris.add(CALLBACK);
});
afterAll(() => provider.stop());
beforeEach(() => {
  Object.assign(env(), provider.settings);
});

let count = 0;
/** A person with an account at the provider, which has verified the address. */
export function makePerson(claims: { email?: string; email_verified?: boolean; name?: string } = {}) {
  const sub = `subject-${process.pid}-${++count}`;
  const person = { email: `${sub}@example.test`, email_verified: true, name: "Ada Person", ...claims };
  provider.people.set(sub, person);
  return { sub, ...person };
}

/** The whole way of a person. */
export async function signInBy(
  choice: Parameters<typeof visitProvider>[1],
  form?: Record<string, string>,
  session?: string,
) {
  const { url, cookie } = await begin("oidc", form, session);
  return comeBack(await visitProvider(url, choice), cookie);
}

export const userOf = (sub: string) =>
  db.signInMethod.findFirst({ where: { subject: sub }, include: { user: true } }).then((it) => it?.user ?? null);
