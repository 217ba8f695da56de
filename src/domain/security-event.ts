/** Security events: what happened to accounts, what was refused, what administrators did, and what looks like an attack. */
import { product } from "@/product";

const ACCOUNT = {
  "account.created": "Account created",
  "account.deleted": "Account deleted",
  "account.disabled": "Account disabled by an administrator",
  "account.enabled": "Account enabled by an administrator",
  "account.exported": "Data downloaded",
  "account.locked-down": "All access ended by a link in a mail",
  "email.changed": "Email address changed",
  "email.change-requested": "Change of the email address requested",
  "email.verified": "Email address confirmed",
  "device.added": "Private device added",
  "device.revoked": "Private device removed",
  "factor.added": "Authenticator app or passkey added",
  "factor.removed": "Authenticator app or passkey removed",
  "password.changed": "Password changed",
  "password.reset": "Password reset by a link",
  "recovery-codes.replaced": "Recovery codes replaced",
  "role.changed": "Role changed by an administrator",
  "session.revoked": "Session ended",
  "sign-in": "Signed in",
  "sign-out": "Signed out",
  "sign-in-method.added": "Sign-in method added",
  "sign-in-method.removed": "Sign-in method removed",
  "token.created": "Access token created",
  "token.new-network": "Access token used from a new network",
  "token.revoked": "Access token revoked",
} as const;

const REFUSALS = {
  "auth.refused": "Malformed sign-in request",
  "cookie.refused": "Invalid session cookie",
  "cors.refused": "Call from an unlisted origin",
  "origin.refused": "Cross-site request",
  "ownership.miss": "Request for missing or foreign data",
  "passkey.refused": "Passkey refused",
  "password.refused": "Wrong current password",
  "proof.locked": "Ten wrong passwords or codes to confirm it's you",
  "proof.refused": "Wrong code to confirm it's you",
  "rate-limit.reached": "Rate limit reached",
  "refresh.refused": "Invalid refresh token",
  "refresh.reused": "Refresh token used twice",
  "role.refused": "Request for the admin area",
  "scope.refused": "Access token lacks a permission",
  "second-step.locked": "Second step locked after too many wrong codes",
  "second-step.refused": "Wrong code at the second step",
  "sign-in.refused": "Failed sign-in",
  "sign-up.refused": "Sign-up with an email that is taken",
  "token.refused": "Invalid access token",
} as const;

const ALERTS = {
  "alert.failed-sign-ins": "Many failed sign-ins",
  "alert.foreign-data": "Many requests for missing or foreign data",
  "alert.many-accounts": "Many accounts tried from one address",
  "alert.new-device": "Sign-in from a new device and network",
  "alert.token-theft": "Refresh token possibly stolen",
} as const;

const ACTS = {
  "user.disabled": "User disabled",
  "user.enabled": "User enabled",
  "user.role-changed": "User's role changed",
  ...product.acts,
} as const;

export type Refusal = keyof typeof REFUSALS;
export type AlertKind = keyof typeof ALERTS;
/** What an administrator does to others: recorded with the values before and after. */
export type Act = keyof typeof ACTS;
export type SecurityEventKind = keyof typeof ACCOUNT | Refusal | AlertKind | Act;

/** Every kind of event in plain words. */
export const SECURITY_EVENTS: Record<SecurityEventKind, string> = { ...ACCOUNT, ...REFUSALS, ...ALERTS, ...ACTS };
export const SECURITY_EVENT_KINDS = Object.keys(SECURITY_EVENTS) as [SecurityEventKind, ...SecurityEventKind[]];

export const CATEGORIES = ["account", "refusal", "alert", "act"] as const;
export type Category = (typeof CATEGORIES)[number];

export function categoryOf(kind: SecurityEventKind): Category {
  if (kind in REFUSALS) return "refusal";
  if (kind in ALERTS) return "alert";
  return kind in ACTS ? "act" : "account";
}

/** Characters of a text in an event, at most: what comes from a request is cut. */
export const MAX_DETAIL = 200;

/** How long events are kept, in days. */
export const SECURITY_EVENT_DAYS = 180;

/** One changed field of a row, before and after. */
export type FieldChange = { field: string; before: string; after: string };

/** The fields that differ, as texts. @param after the new values; fields that only `before` has are left out */
export function changedFields(before: Record<string, unknown>, after: Record<string, unknown>): FieldChange[] {
  return Object.keys(after)
    .map((field) => ({ field, before: String(before[field] ?? ""), after: String(after[field] ?? "") }))
    .filter((change) => change.before !== change.after);
}

/** A kind in plain words; the name itself of one that the product no longer has. */
export const describeEvent = (kind: string): string => SECURITY_EVENTS[kind as SecurityEventKind] ?? kind;
