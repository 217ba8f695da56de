import { z } from "zod";
import {
  DELETION_WORDS,
  MAX_PASSWORD_LENGTH,
  MIN_PASSWORD_LENGTH,
  normalizeEmail,
  normalizePassword,
  ROLES,
} from "./account";
import { SignInProvider } from "./sign-in-method.schema";
import { BROKEN } from "./text";
import { Id, text, Version } from "./text.schema";

/**
 * What browsers accept in an email field (HTML, 4.10.5.1.5), with the length of RFC 5321 for the part before the @, and a
 * domain that has a dot: mail to others is not delivered (RFC 7085).
 */
const EMAIL_PATTERN =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;
const EMAIL_MESSAGE = "Enter an email address, such as you@example.com.";

export const Email = text(1, 254, EMAIL_MESSAGE)
  .transform(normalizeEmail)
  .pipe(z.email({ pattern: EMAIL_PATTERN, error: EMAIL_MESSAGE }).max(254, "Use at most 254 characters."));

export const Name = text(1, 80, "Enter your name.");

/** Length is the only rule (NIST SP 800-63B, 3.1.1.2); it is never trimmed. */
export const Password = z
  .string()
  .min(MIN_PASSWORD_LENGTH, `Use at least ${MIN_PASSWORD_LENGTH} characters.`)
  .max(MAX_PASSWORD_LENGTH, `Use at most ${MAX_PASSWORD_LENGTH} characters.`)
  .refine((value) => !value.includes("\u0000") && !BROKEN.test(value), "Remove the broken characters.")
  .transform(normalizePassword);

export const SignUp = z.object({ email: Email, name: Name, password: Password });
export type SignUp = z.output<typeof SignUp>;

/** `mailSent`: whether the account is there already, or this address already had one, is in a mail to it. */
export const SignedUp = z.object({ mailSent: z.boolean() });
export type SignedUp = z.output<typeof SignedUp>;

/** What the pages for visitors offer. `mailbox`: mails are not sent, but kept for the page that shows them in development. */
export const SignInOptions = z.object({ mail: z.boolean(), mailbox: z.boolean(), providers: z.array(SignInProvider) });
export type SignInOptions = z.output<typeof SignInOptions>;

/** An existing password: today's rules for new ones do not apply. */
export const CurrentPassword = z
  .string()
  .min(1, "Enter your password.")
  .max(MAX_PASSWORD_LENGTH, `Use at most ${MAX_PASSWORD_LENGTH} characters.`)
  .transform(normalizePassword);

export const SignIn = z
  .object({ email: Email, password: CurrentPassword })
  .meta({ examples: [{ email: "customer@example.com", password: "roundtrip-demo" }] });
export type SignIn = z.output<typeof SignIn>;

/** `version` counts the changes; send it with a change to make sure that nobody else was faster. */
export const Account = z
  .object({
    id: Id,
    email: z.string(),
    /** Whether the user has proved to receive mail there. */
    emailVerified: z.boolean(),
    /** Another address that the user has asked for, and not confirmed yet. */
    pendingEmail: z.string().nullable(),
    name: z.string(),
    role: z.enum(ROLES),
    createdAt: z.date(),
    version: z.number().int(),
  })
  .meta({
    id: "Account",
    examples: [
      {
        id: "xk3v9q2m7c1r8t5w0z4b6n2d",
        email: "customer@example.com",
        emailVerified: true,
        pendingEmail: null,
        name: "Robin Castle",
        role: "CUSTOMER",
        createdAt: "2026-03-04T14:05:00.000Z",
        version: 0,
      },
    ],
  });
export type Account = z.output<typeof Account>;

export const UpdateAccount = z
  .object({ name: Name, version: Version.optional() })
  .meta({ examples: [{ name: "Robin Castle" }] });
export type UpdateAccount = z.output<typeof UpdateAccount>;

export const ChangePassword = z.object({
  newPassword: Password,
  /** Whether personal tokens end as well, as other sessions and logins do. */
  endTokens: z.boolean().default(false),
});
export type ChangePassword = z.output<typeof ChangePassword>;

export const ChangeEmail = z.object({ newEmail: Email });
export type ChangeEmail = z.output<typeof ChangeEmail>;

export const DeleteAccount = z.object({
  confirm: text(1, 40).refine(
    (words) => words.toLowerCase() === DELETION_WORDS,
    `Type “${DELETION_WORDS}” to confirm.`,
  ),
  /** What the user wrote for others stays, without the name. */
  keepTexts: z.boolean().default(false),
});
export type DeleteAccount = z.output<typeof DeleteAccount>;

/** The choices that a deletion of the account offers: there are texts to keep, or not. */
export const DeletionChoices = z.object({ keepTexts: z.boolean() });
export type DeletionChoices = z.output<typeof DeletionChoices>;
