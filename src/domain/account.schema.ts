import { z } from "zod";
import {
  DELETION_WORDS,
  MAX_PASSWORD_LENGTH,
  MIN_PASSWORD_LENGTH,
  normaliseEmail,
  normalisePassword,
  ROLES,
} from "./account";
import { Id, text } from "./text.schema";

export const Email = text(1, 254)
  .transform(normaliseEmail)
  .pipe(
    z.email("Please write an e-mail address, such as you@example.com.").max(254, "At most 254 characters, please."),
  );

/** Length is the only rule (NIST SP 800-63B, 3.1.1.2); it is never trimmed. */
export const Password = z
  .string()
  .min(MIN_PASSWORD_LENGTH, `At least ${MIN_PASSWORD_LENGTH} characters, please.`)
  .max(MAX_PASSWORD_LENGTH, `At most ${MAX_PASSWORD_LENGTH} characters, please.`)
  .refine((value) => !value.includes("\u0000") && value.isWellFormed(), "This contains a broken character.")
  .transform(normalisePassword);

export const SignUp = z.object({ email: Email, name: text(1, 80), password: Password });

/** A password that exists already: all that can be asked is that there is something to check. */
const KnownPassword = z
  .string()
  .min(1, "Please fill this in.")
  .max(MAX_PASSWORD_LENGTH, `At most ${MAX_PASSWORD_LENGTH} characters, please.`)
  .transform(normalisePassword);

export const SignIn = z.object({ email: Email, password: KnownPassword });
export type SignIn = z.infer<typeof SignIn>;

/** `version` counts the changes: who sends it with a change hears if somebody else was faster. */
export const Account = z.object({
  id: Id,
  email: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  createdAt: z.date(),
  version: z.number().int(),
});

/** -1 is the version of nothing: what an entity tag becomes that no account ever had. */
export const UpdateAccount = z.object({
  name: text(1, 80),
  version: z.number().int().min(-1).max(2_147_483_647).optional(),
});

export const ChangePassword = z
  .object({ currentPassword: KnownPassword, newPassword: Password })
  .refine(({ currentPassword, newPassword }) => currentPassword !== newPassword, {
    path: ["newPassword"],
    message: "This is the password that you have. Please choose another.",
  });
export type ChangePassword = z.output<typeof ChangePassword>;

export const DeleteAccount = z.object({
  currentPassword: KnownPassword,
  confirm: text(1, 40).refine(
    (words) => words.toLowerCase() === DELETION_WORDS,
    `Please write “${DELETION_WORDS}” here if you mean it.`,
  ),
});
export type DeleteAccount = z.output<typeof DeleteAccount>;
