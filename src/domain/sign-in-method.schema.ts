import { z } from "zod";
import { PROVIDERS } from "./sign-in-method";
import { Id } from "./text.schema";

/** A provider that can be signed in with: its key, and its name for people. */
export const SignInProvider = z.object({ id: z.enum(PROVIDERS), name: z.string() });
export type SignInProvider = z.output<typeof SignInProvider>;

/** An account at a provider that enters the user's account. */
export const SignInMethod = z.object({
  id: Id,
  provider: SignInProvider,
  /** The address that the provider named last. */
  email: z.string().nullable(),
  createdAt: z.date(),
  lastUsedAt: z.date(),
});
export type SignInMethod = z.output<typeof SignInMethod>;

/** The ways into the user's account, and the providers by which it could have more. */
export const SignInMethods = z.object({
  hasPassword: z.boolean(),
  items: z.array(SignInMethod),
  available: z.array(SignInProvider),
});
export type SignInMethods = z.output<typeof SignInMethods>;

/** A method or passkey was removed. `signedOut`: the caller's session was begun by it, and has ended. */
export const EndedMethod = z.object({ signedOut: z.boolean() });
export type EndedMethod = z.output<typeof EndedMethod>;
