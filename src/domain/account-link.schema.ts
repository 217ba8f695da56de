import { z } from "zod";
import { Email, Password } from "./account.schema";
import { LINK_KINDS, LINK_STATES } from "./account-link";

const Secret = z.string().max(100);

export const UseLink = z.object({ secret: Secret });
export type UseLink = z.output<typeof UseLink>;

/**
 * A link as its page shows it. `email` is the address that it is about; only a usable link has one. `needsSession`: the caller has to
 * sign in to the account first (ADDRESS_LINKS).
 */
export const FoundLink = z.object({
  kind: z.enum(LINK_KINDS).nullable(),
  state: z.enum(LINK_STATES),
  email: z.string().nullable(),
  needsSession: z.boolean(),
});
export type FoundLink = z.output<typeof FoundLink>;

export const UsedLink = z.object({ kind: z.enum(LINK_KINDS) });
export type UsedLink = z.output<typeof UsedLink>;

export const RequestReset = z.object({ email: Email });
export type RequestReset = z.output<typeof RequestReset>;

export const ResetPassword = z.object({
  secret: Secret,
  newPassword: Password,
  /** Whether personal tokens end as well, as sessions and logins do. */
  endTokens: z.boolean().default(false),
});
export type ResetPassword = z.output<typeof ResetPassword>;
