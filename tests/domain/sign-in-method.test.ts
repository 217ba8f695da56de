/** Whose account an identity of a provider may enter. */
import { expect, it } from "vitest";
import { decideEntry, type ProviderIdentity } from "@/domain/sign-in-method";

const identity: ProviderIdentity = {
  provider: "oidc",
  issuer: "https://id.test",
  subject: "1",
  email: "jo@example.test",
  isEmailVerified: true,
  name: "Jo",
  authenticatedAt: null,
};
const now = new Date();
const verified = { emailVerifiedAt: now, disabledAt: null };
const unverified = { emailVerifiedAt: null, disabledAt: null };
const disabled = { emailVerifiedAt: now, disabledAt: now };

it.each([
  ["a verified address without an account", {}, null, "create"],
  ["a verified address, and verified here", {}, verified, "link"],
  ["a verified address, but never verified here", {}, unverified, "known-address"],
  ["a verified address of a disabled account", {}, disabled, "refused"],
  ["an unverified address without an account", { isEmailVerified: false }, null, "unverified"],
  ["an unverified address, even if verified here", { isEmailVerified: false }, verified, "unverified"],
  ["an unverified address of a disabled account", { isEmailVerified: false }, disabled, "unverified"],
  ["no address", { email: null, isEmailVerified: false }, null, "no-address"],
] as const)("%s", (_title, claims, account, decision) => {
  expect(decideEntry({ ...identity, ...claims }, account)).toBe(decision);
});
