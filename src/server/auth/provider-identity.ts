import "server-only";
import { z } from "zod";
import { Email, Name } from "@/domain/account.schema";
import type { ProviderId, ProviderIdentity } from "@/domain/sign-in-method";

/** What a provider says of a person, as OpenID Connect names it (Core 1.0, 5.1). A verified address is exactly `true`. */
const Claims = z.object({
  iss: z.string().min(1).max(300),
  sub: z.string().min(1).max(255),
  email: z.unknown().optional(),
  email_verified: z.unknown().optional(),
  name: z.unknown().optional(),
  auth_time: z.number().positive().optional().catch(undefined),
});

const GITHUB = "https://github.com";

/** https://docs.github.com/en/rest/users/users, with the answer of /user/emails */
const GitHubProfile = z.object({
  id: z.int().positive(),
  login: z.string(),
  name: z.string().nullish(),
  emails: z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() })).max(1000),
});

/** The name that an account gets: the person's, if it can be one, or else what stands before the @. */
function nameOf(name: unknown, email: string | null): string {
  const own = Name.safeParse(name);
  return own.success ? own.data : (email?.split("@")[0] ?? "New member");
}

/** Seconds since 1970, by the provider's clock, which may be ahead. */
const timeOf = (seconds: number) => new Date(Math.min(seconds * 1000, Date.now()));

function toIdentity(provider: ProviderId, { iss, sub, email: address, ...claims }: z.output<typeof Claims>) {
  const email = Email.safeParse(address).data ?? null;
  const isEmailVerified = email !== null && claims.email_verified === true;
  const authenticatedAt = claims.auth_time ? timeOf(claims.auth_time) : null;
  return {
    provider,
    issuer: iss,
    subject: sub,
    email,
    isEmailVerified,
    name: nameOf(claims.name, email),
    authenticatedAt,
  };
}

/**
 * The identity in the claims of an OpenID Connect provider.
 * @param issuer the one of the settings: a provider must not speak for another
 * @throws ZodError for claims that identify nobody
 */
export function identityOfClaims(provider: ProviderId, issuer: string, claims: unknown): ProviderIdentity {
  const isOurs = (iss: string) => iss.replace(/\/$/, "") === issuer.replace(/\/$/, "");
  return toIdentity(provider, Claims.refine(({ iss }) => isOurs(iss), "another issuer").parse(claims));
}

/** The identity of a GitHub account. Its address is the primary one. @throws ZodError for a profile of another form */
export function identityOfGitHub(profile: unknown): ProviderIdentity {
  const { id, login, name, emails } = GitHubProfile.parse(profile);
  const primary = emails.find((it) => it.primary);
  const claims = { email: primary?.email, email_verified: primary?.verified, name: name ?? login };
  return toIdentity("github", { iss: GITHUB, sub: String(id), ...claims });
}
