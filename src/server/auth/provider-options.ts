import "server-only";
import type { NextAuthOptions, User } from "next-auth";
import GitHub from "next-auth/providers/github";
import Google from "next-auth/providers/google";
import type { TokenEndpointHandler, UserinfoEndpointHandler } from "next-auth/providers/oauth";
import type { ProviderId, ProviderIdentity } from "@/domain/sign-in-method";
import { env } from "@/env";
import { identityOfClaims, identityOfGitHub } from "./provider-identity";

/** What a provider may take, in milliseconds: for one answer, and for all of one request to us. */
export const PROVIDER_LIMITS = { answerMs: 4000, deadlineMs: 10_000 };

const GOOGLE_ISSUER = "https://accounts.google.com";

type Provider = NextAuthOptions["providers"][number];
type Client = Parameters<NonNullable<TokenEndpointHandler["request"]>>[0]["client"];
type TokenSet = Awaited<ReturnType<Client["callback"]>>;

/** Runs a step of the protocol, and notes why it failed: next-auth only logs that. */
type Noted = <Result>(step: () => Promise<Result>) => Promise<Result>;

const withIdToken = (noted: Noted): TokenEndpointHandler => ({
  request: ({ client, provider, params, checks }) =>
    noted(async () => ({ tokens: await client.callback(provider.callbackUrl, params, checks) })),
});

/** Many providers name the address only in the answer of their userinfo endpoint; the rest is said by the ID token, which is signed. */
const withUserinfo = (noted: Noted): UserinfoEndpointHandler => ({
  request: ({ client, tokens }) =>
    noted(async () => {
      const set = tokens as TokenSet;
      const claims = set.claims();
      if (claims.email || !client.issuer.metadata.userinfo_endpoint) return claims;
      const info = await client.userinfo(set);
      return { ...info, iss: claims.iss, sub: claims.sub, auth_time: claims.auth_time };
    }),
});

/** next-auth's own handler asks for the addresses only sometimes, and takes one that is not verified. */
const withEmails = (noted: Noted): UserinfoEndpointHandler => ({
  request: ({ client, tokens }) =>
    noted(async () => {
      const token = tokens.access_token ?? "";
      const profile = await client.userinfo(token);
      const { body } = await client.requestResource(`${client.issuer.metadata.userinfo_endpoint}/emails`, token);
      return { ...profile, emails: JSON.parse(String(body)) };
    }),
});

/** What makes a provider ask a person who is signed in there. Whether it did so, is said by the ID token only. */
const ASK_AGAIN: Record<ProviderId, Record<string, string>> = {
  github: { prompt: "select_account" },
  google: { prompt: "select_account" },
  oidc: { prompt: "login", max_age: "0" },
};

/** Of next-auth's providers, with all checks. GitHub supports no nonce. */
const CONFIGURED: Record<ProviderId, (noted: Noted, params: Record<string, string>) => Provider> = {
  github: (noted, params) =>
    GitHub({
      authorization: { params },
      ...{ clientId: env().AUTH_GITHUB_ID ?? "", clientSecret: env().AUTH_GITHUB_SECRET ?? "" },
      checks: ["pkce", "state"],
      httpOptions: { timeout: PROVIDER_LIMITS.answerMs },
      token: {
        request: ({ client, provider, params, checks }) =>
          noted(async () => ({ tokens: await client.oauthCallback(provider.callbackUrl, params, checks) })),
      },
      userinfo: withEmails(noted),
      profile: (profile) => noted(async () => toUser(identityOfGitHub(profile))),
    }),
  google: (noted, params) =>
    Google({
      authorization: { params },
      ...{ clientId: env().AUTH_GOOGLE_ID ?? "", clientSecret: env().AUTH_GOOGLE_SECRET ?? "" },
      checks: ["pkce", "state", "nonce"],
      httpOptions: { timeout: PROVIDER_LIMITS.answerMs },
      token: withIdToken(noted),
      profile: (claims) => noted(async () => toUser(identityOfClaims("google", GOOGLE_ISSUER, claims))),
    }),
  oidc: (noted, params) => {
    const { AUTH_OIDC_ISSUER: issuer = "", AUTH_OIDC_ID: clientId, AUTH_OIDC_SECRET: clientSecret } = env();
    return {
      ...{ id: "oidc", name: "OpenID Connect", type: "oauth", clientId, clientSecret },
      wellKnown: `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
      authorization: { params: { scope: "openid email profile", ...params } },
      client: { id_token_signed_response_alg: env().AUTH_OIDC_ALGORITHM },
      idToken: true,
      checks: ["pkce", "state", "nonce"],
      httpOptions: { timeout: PROVIDER_LIMITS.answerMs },
      token: withIdToken(noted),
      userinfo: withUserinfo(noted),
      profile: (claims) => noted(async () => toUser(identityOfClaims("oidc", issuer, claims))),
    };
  },
};

/** An identity in the form in which next-auth passes it on (auth/provider-entry.ts). */
const toUser = (identity: ProviderIdentity): User & { identity: ProviderIdentity } => ({
  id: identity.subject,
  identity,
});

/** A provider for next-auth. @param noted see above @param isProof whether a person has to sign in there once more */
export const providerOptions = (id: ProviderId, noted: Noted, isProof: boolean) =>
  CONFIGURED[id](noted, isProof ? ASK_AGAIN[id] : {});
