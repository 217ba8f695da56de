/** Signing in by Google: next-auth's provider, whose documents are those of a provider on loopback. */
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { env } from "@/env";
import { identityOfClaims } from "@/server/auth/provider-identity";
import { db } from "@/server/platform/db";
import { CLIENT, startOidcProvider, visitProvider } from "../setup/oidc-provider";
import { begin, comeBack, isSignedIn } from "./provider-browser";

const google = vi.hoisted(() => ({ issuer: "" }));
vi.mock("next-auth/providers/google", async (original) => {
  const { default: Google } = await original<typeof import("next-auth/providers/google")>();
  return {
    default: (options: Parameters<typeof Google>[0]) => ({
      ...Google(options),
      wellKnown: `${google.issuer}/.well-known/openid-configuration`,
    }),
  };
});

let provider: Awaited<ReturnType<typeof startOidcProvider>>;
beforeAll(async () => {
  provider = await startOidcProvider();
  provider.redirectUris.add("http://shop.test/api/auth/callback/google");
  google.issuer = provider.issuer;
  Object.assign(env(), { AUTH_GOOGLE_ID: CLIENT.id, AUTH_GOOGLE_SECRET: CLIENT.secret });
});
afterAll(() => provider.stop());

it("binds the flow to the browser by state, nonce and PKCE", async () => {
  const { searchParams } = new URL((await begin("google")).url);
  expect(Object.fromEntries(searchParams)).toMatchObject({
    client_id: CLIENT.id,
    redirect_uri: "http://shop.test/api/auth/callback/google",
    state: expect.stringMatching(/^[\w-]{43}$/),
    nonce: expect.stringMatching(/^[\w-]{43}$/),
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    code_challenge_method: "S256",
  });
});

it("lets in whom Google names, and nobody whom another issuer names", async () => {
  const claims = { iss: "https://accounts.google.com", sub: "1", email: "Ada@example.test", email_verified: true };
  expect(identityOfClaims("google", claims.iss, claims)).toMatchObject({
    ...{ issuer: claims.iss, subject: "1", email: "ada@example.test", isEmailVerified: true },
  });
  const sub = crypto.randomUUID();
  provider.people.set(sub, { email: `${sub}@example.test`, email_verified: true });
  const { url, cookie } = await begin("google");
  const answer = await comeBack(await visitProvider(url, { sub }), cookie);
  expect([answer.page, await isSignedIn(answer.cookie)]).toEqual(["/sign-in?error=unavailable", false]);
  expect(await db.signInMethod.count({ where: { subject: sub } })).toBe(0);
});
