/** The download of everything that is kept about a user, without secrets. */
import { z } from "zod";
import { Account } from "./account.schema";
import { Factor } from "./factor.schema";
import { Cursor, page } from "./text.schema";
import { TokenScope } from "./token.schema";

/** Where a download begins: the account, and the names of the sections that are fetched page by page. */
export const AccountExport = z.object({ exportedAt: z.date(), account: Account, sections: z.array(z.string()) });
export type AccountExport = z.output<typeof AccountExport>;

export const ExportSection = z.object({ section: z.string().max(40), cursor: Cursor.nullish() });
export type ExportSection = z.output<typeof ExportSection>;

/** One page of a section. Each section parses its own rows (server/personal-data.ts). */
export const ExportPage = page(z.unknown());
export type ExportPage = z.output<typeof ExportPage>;

const Times = {
  createdAt: z.date(),
  lastUsedAt: z.date().nullable(),
  expiresAt: z.date(),
  revokedAt: z.date().nullable(),
};

export const SessionExport = z.object({
  kind: z.enum(["SESSION", "LOGIN", "DEVICE"]),
  device: z.string(),
  method: z.string().nullable(),
  userAgent: z.string().nullable(),
  address: z.string().nullable(),
  networks: z.array(z.string()),
  ...Times,
});

export const TokenExport = z.object({
  name: z.string().nullable(),
  scopes: z.array(TokenScope),
  networks: z.array(z.string()),
  ...Times,
});

export const FactorExport = Factor.omit({ id: true });

export const MailExport = z.object({
  template: z.string(),
  address: z.string(),
  createdAt: z.date(),
  doneAt: z.date().nullable(),
  outcome: z.string().nullable(),
});

export const SignInMethodExport = z.object({
  provider: z.string(),
  issuer: z.string(),
  subject: z.string(),
  email: z.string().nullable(),
  createdAt: z.date(),
  lastUsedAt: z.date(),
});
