"use client";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { useForm } from "@/shell/use-form";
import { api } from "@/trpc/client";
import { AuthCard } from "./auth-card";
import { MailSent } from "./mail-sent";

const loadSchema = async () => (await import("@/domain/account-link.schema")).RequestReset;

export function ForgotPasswordForm({ mailbox, footer }: { mailbox: boolean; footer: ReactNode }) {
  const [sentTo, setSentTo] = useState<string>();
  const request = api.accountLink.requestReset.useMutation();
  const { errors, pending, formProps } = useForm(loadSchema, async (input) => {
    await request.mutateAsync(input);
    setSentTo(input.email);
    return undefined;
  });
  if (sentTo) {
    return (
      <MailSent email={sentTo} mailbox={mailbox} footer={footer}>
        If this address has an account, the mail has a link for a new password. It is valid for 30 minutes.
      </MailSent>
    );
  }
  return (
    <AuthCard title="Forgot your password?" lead="We'll send you a link for a new one." footer={footer}>
      <form {...formProps} className="grid gap-5">
        {errors[""] && <Notice>{errors[""]}</Notice>}
        <Field label="Email" name="email" type="email" autoComplete="username" error={errors.email} />
        <Button type="submit" pending={pending}>
          Send the link
        </Button>
      </form>
    </AuthCard>
  );
}
