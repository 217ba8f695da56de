/** Security events in the words of people: a title that has what an event's details say, and the details that are left. */
import { product } from "@/product";
import { formatMoney } from "./money";
import { describeEvent } from "./security-event";
import type { SignInProblem } from "./sign-in-method";

type Details = Record<string, string>;

const WAYS: Details = {
  password: "a password",
  passkey: "a passkey",
  github: "GitHub",
  google: "Google",
  oidc: "another provider",
};
const FACTORS: Details = { TOTP: "Authenticator app", PASSKEY: "Passkey" };

/** By kind, the detail that belongs to the title, and the title with it in words. */
const TITLES: Record<string, { detail: string; words: Details; title: (words: string) => string }> = {
  "sign-in": { detail: "method", words: WAYS, title: (way) => `Signed in with ${way}` },
  "sign-in-method.added": { detail: "provider", words: WAYS, title: (way) => `Sign-in with ${way} added` },
  "sign-in-method.removed": { detail: "provider", words: WAYS, title: (way) => `Sign-in with ${way} removed` },
  "factor.added": { detail: "factor", words: FACTORS, title: (factor) => `${factor} added` },
  "factor.removed": { detail: "factor", words: FACTORS, title: (factor) => `${factor} removed` },
};

/** The words of the title's detail; undefined for a value that has none. */
function titleWords(kind: string, details: Details): string | undefined {
  const { detail, words } = TITLES[kind] ?? {};
  return words?.[details[detail ?? ""] ?? ""];
}

/** What happened, as precisely as the details say it: "Passkey added". */
export function titleOf(kind: string, details: Details): string {
  const words = titleWords(kind, details);
  return (words && TITLES[kind]?.title(words)) ?? describeEvent(kind);
}

/** Why a provider's answer has let nobody in. */
const PROBLEMS: Record<SignInProblem, string> = {
  denied: "Cancelled at the provider",
  expired: "Too late, or begun in another browser",
  unavailable: "No usable answer from the provider",
  limited: "Too many new accounts from this network",
  "no-address": "The provider named no email address",
  unverified: "The provider hasn't verified the email address",
  "known-address": "The account with this address hasn't verified it",
  refused: "Disabled account",
  taken: "Signs in to another account",
  "too-many": "Too many sign-in methods",
  "other-session": "Signed in to another account meanwhile",
  "not-yours": "Doesn't sign in to this account",
  "not-recent": "Signed in at the provider too long ago",
};

const scopeWords = (scope: string) => product.scopes[scope as keyof typeof product.scopes] ?? scope;

type Words = { label: string; words?: Details; format?: (value: string) => string };

/** Names of details and changed fields that are no words by themselves. */
const NAMES: Record<string, Words> = {
  by: { label: "Client", words: { API: "API" } },
  code: { label: "Error" },
  credentialId: { label: "Login" },
  endTokens: { label: "Access tokens", words: { true: "Ended", false: "Kept" } },
  hint: { label: "What to do" },
  id: { label: "ID" },
  path: { label: "Call" },
  post: { label: "Kind" },
  priceCents: { label: "Price", format: (cents) => formatMoney(Number(cents)) },
  provider: { label: "Provider", words: { github: "GitHub", google: "Google", oidc: "OpenID Connect" } },
  scopes: { label: "Permissions", format: (scopes) => scopes.split(", ").map(scopeWords).join(", ") },
  site: { label: "Sent from" },
  what: { label: "Kind" },
  why: { label: "Reason", words: PROBLEMS, format: capitalize },
};

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `firstName`, `first-name` and `FIRST_NAME` become `First name`; texts of any other form stay. */
function toWords(name: string): string {
  if (!/^([a-z]+([A-Z][a-z]+)*|[a-z]+(-[a-z]+)+|[A-Z]+(_[A-Z]+)*)$/.test(name)) return name;
  const words = (/^[A-Z_]+$/.test(name) ? name : name.replace(/[A-Z]/g, " $&")).replace(/[-_]/g, " ").toLowerCase();
  return capitalize(words);
}

/** Texts of users and programs, whose form must not change. */
const VERBATIM = new Set(["name", "description", "reason", "path", "code", "site", "origin", "server", "id"]);
const ANSWERS: Details = { true: "Yes", false: "No" };

/** A detail or a changed field in words. */
export function describeDetail(name: string, value: string): { label: string; text: string } {
  const { label = toWords(name), words, format } = NAMES[name] ?? {};
  if (value === "" || VERBATIM.has(name)) return { label, text: value };
  return { label, text: words?.[value] ?? format?.(value) ?? ANSWERS[value] ?? toWords(value) };
}

/** The details that the title and the device don't say already. */
export function describeDetails(kind: string, details: Details): { label: string; text: string }[] {
  const inTitle = titleWords(kind, details) && TITLES[kind]?.detail;
  const isSaid = (name: string, value: string) => name === inTitle || (name === "by" && value === "browser");
  return Object.entries(details).flatMap(([name, value]) => (isSaid(name, value) ? [] : describeDetail(name, value)));
}
