"use client";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { PasswordField } from "@/components/password-field";
import { useForm } from "@/shell/use-form";
import { api } from "@/trpc/client";
import { AuthCard } from "./auth-card";
import { MailSent } from "./mail-sent";
import { PASSWORD_HINT } from "./password-hint";
import { signInAndGo } from "./sign-in";

const loadSchema = async () => (await import("@/domain/account.schema")).SignUp;

const LEAD = "Just a name, email and password.";

type Props = {
  target: string;
  /** Whether mails are on, and whether they are kept for the mailbox of development. */
  mail: boolean;
  mailbox: boolean;
  footer: ReactNode;
  /** Other ways to sign up, above the form. */
  children: ReactNode;
};

export function SignUpForm({ target, mail, mailbox, footer, children }: Props) {
  const [sentTo, setSentTo] = useState<string>();
  const signUp = api.account.signUp.useMutation({ gcTime: 0 }); // removes the password from the cache
  const { errors, pending, formProps } = useForm(loadSchema, async (input) => {
    const { mailSent } = await signUp.mutateAsync(input).finally(() => signUp.reset());
    if (mailSent) {
      setSentTo(input.email);
      return undefined;
    }
    const problem = await signInAndGo(input.email, input.password, target);
    return problem ? { "": `Your account was created, but we couldn't sign you in. ${problem}` } : "redirecting";
  });

  if (sentTo) {
    return (
      <MailSent email={sentTo} mailbox={mailbox} footer={footer}>
        Confirm your address by the link in it. You can sign in with your password right away.
      </MailSent>
    );
  }
  return (
    <AuthCard title="Create your account" lead={mail ? LEAD : `${LEAD} We won't email you.`} footer={footer}>
      {children}
      <form {...formProps} className="grid gap-5">
        {errors[""] && <Notice>{errors[""]}</Notice>}
        <Field label="Name" name="name" autoComplete="name" error={errors.name} />
        <Field label="Email" name="email" type="email" autoComplete="username" error={errors.email} />
        <PasswordField
          label="Password"
          name="password"
          autoComplete="new-password"
          error={errors.password}
          hint={PASSWORD_HINT}
        />
        <Button type="submit" pending={pending}>
          Create account
        </Button>
      </form>
    </AuthCard>
  );
}
