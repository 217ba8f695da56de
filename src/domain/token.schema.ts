import { z } from "zod";
import { Id, text } from "./text.schema";
import { MAX_TOKEN_DAYS, SCOPES, type Scope } from "./token";

const scopes = Object.keys(SCOPES) as [Scope, ...Scope[]];
const exampleToken = {
  id: "t1w4z7c0f3i6l9o2r5u8x1ad",
  name: "Nightly export",
  scopes: [scopes[0]],
  createdAt: "2026-03-04T14:05:00.000Z",
  expiresAt: "2026-04-03T14:05:00.000Z",
  lastUsedAt: null,
};
const exampleRefreshToken = "rtf_example.rtr_example";

export const TokenScope = z.enum(scopes).meta({ id: "TokenScope", examples: [scopes[0]] });

/** A personal token as its owner sees it later: everything but the secret. */
export const Token = z
  .object({
    id: Id,
    name: z.string(),
    scopes: z.array(TokenScope),
    createdAt: z.date(),
    expiresAt: z.date(),
    lastUsedAt: z.date().nullable(),
  })
  .meta({ id: "Token", examples: [exampleToken] });
export type Token = z.output<typeof Token>;

export const TokenList = z
  .object({ items: z.array(Token) })
  .meta({ id: "TokenList", examples: [{ items: [exampleToken] }] });
export type TokenList = z.output<typeof TokenList>;

export const CreateToken = z
  .object({
    name: text(1, 80, "Enter a name."),
    scopes: z
      .array(TokenScope)
      .min(1, "Choose at least one permission.")
      .max(scopes.length)
      .refine((chosen) => new Set(chosen).size === chosen.length, "Name each scope once."),
    expiresInDays: z.number().int().min(1).max(MAX_TOKEN_DAYS).default(30),
  })
  .meta({ examples: [{ name: "Nightly export", scopes: [scopes[0]], expiresInDays: 30 }] });
export type CreateToken = z.output<typeof CreateToken>;

/** A new personal token: the only time that its secret is returned. */
export const CreatedToken = Token.extend({ secret: z.string() }).meta({
  id: "CreatedToken",
  examples: [{ ...exampleToken, secret: "rtp_shownOnce" }],
});
export type CreatedToken = z.output<typeof CreatedToken>;

/** An access token, and a refresh token that gets the next pair once. `expiresIn` is in seconds. */
export const TokenPair = z
  .object({
    accessToken: z.string(),
    tokenType: z.literal("Bearer"),
    expiresIn: z.number().int(),
    refreshToken: z.string(),
  })
  .meta({
    id: "TokenPair",
    examples: [
      {
        accessToken: "eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJzaWQiOiJ4In0.signature",
        tokenType: "Bearer",
        expiresIn: 900,
        refreshToken: exampleRefreshToken,
      },
    ],
  });
export type TokenPair = z.output<typeof TokenPair>;

export const RefreshTokens = z
  .object({ refreshToken: z.string().min(1).max(200) })
  .meta({ examples: [{ refreshToken: exampleRefreshToken }] });
