import "server-only";
import { findProvider } from "@/server/auth/providers";

/** What begins a session, login or challenge: the password, or a passkey or sign-in method that has a row. */
export type SignInWay = { method?: string | null; methodId?: string | null };

const NAMES: Record<string, string> = { password: "a password", passkey: "a passkey" };

/** Completes "signed in with": a password, a passkey, or the name of a provider. Null if it is not known. */
export const nameOfMethod = (method: string | null | undefined): string | null =>
  method ? (NAMES[method] ?? findProvider(method)?.name ?? method) : null;
