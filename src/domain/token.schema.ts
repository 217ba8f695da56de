import { z } from "zod";
import { Id, text } from "./text.schema";
import { MAX_TOKEN_DAYS, SCOPES, type Scope } from "./token";

export const TokenScope = z.enum(Object.keys(SCOPES) as [Scope, ...Scope[]]);

/** A personal token as its owner sees it later: everything but the secret. */
export const Token = z.object({
  id: Id,
  name: z.string(),
  scopes: z.array(TokenScope),
  createdAt: z.date(),
  expiresAt: z.date(),
  lastUsedAt: z.date().nullable(),
});

export const TokenList = z.object({ items: z.array(Token) });

export const MakeToken = z.object({
  name: text(1, 80),
  scopes: z
    .array(TokenScope)
    .min(1, "Choose at least one thing that the token may do.")
    .max(Object.keys(SCOPES).length)
    .refine((scopes) => new Set(scopes).size === scopes.length, "Name each scope once."),
  expiresInDays: z.number().int().min(1).max(MAX_TOKEN_DAYS).default(30),
});
export type MakeToken = z.output<typeof MakeToken>;

/** A personal token at its making: the only time that its secret is told. */
export const MadeToken = Token.extend({ secret: z.string() });

/** What a login gives: a token for 15 minutes, and one to get the next pair with, once. `expiresIn` is in seconds. */
export const TokenPair = z.object({
  accessToken: z.string(),
  tokenType: z.literal("Bearer"),
  expiresIn: z.number().int(),
  refreshToken: z.string(),
});
export type TokenPair = z.infer<typeof TokenPair>;

export const RefreshTokens = z.object({ refreshToken: z.string().min(1).max(200) });
