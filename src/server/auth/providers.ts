import "server-only";
import { PROVIDERS, type ProviderId } from "@/domain/sign-in-method";
import type { SignInProvider } from "@/domain/sign-in-method.schema";
import { env } from "@/env";

/** Their names for people, and whether their settings are there. */
const DESCRIPTIONS: Record<ProviderId, () => { name: string; isOn: boolean }> = {
  github: () => ({ name: "GitHub", isOn: env().AUTH_GITHUB_ID !== undefined }),
  google: () => ({ name: "Google", isOn: env().AUTH_GOOGLE_ID !== undefined }),
  oidc: () => {
    const { AUTH_OIDC_ISSUER: issuer, AUTH_OIDC_NAME: name } = env();
    return { name: name ?? (issuer ? new URL(issuer).hostname : "OpenID Connect"), isOn: issuer !== undefined };
  },
};

/** A provider by its key, also one whose settings have gone; null for any other text. */
export function findProvider(id: string): SignInProvider | null {
  const known = PROVIDERS.find((it) => it === id);
  return known ? { id: known, name: DESCRIPTIONS[known]().name } : null;
}

/** The providers whose settings are there. */
export const listProviders = (): SignInProvider[] =>
  PROVIDERS.filter((id) => DESCRIPTIONS[id]().isOn).map((id) => ({ id, name: DESCRIPTIONS[id]().name }));
