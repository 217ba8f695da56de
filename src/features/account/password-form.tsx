"use client";
import { useRef } from "react";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { Notice } from "@/components/notice";
import { PasswordField } from "@/components/password-field";
import { SettingsSection } from "@/components/settings-section";
import { UsernameField } from "@/components/username-field";
import { formatCount } from "@/domain/count";
import { EndTokensField, PASSWORD_HINT } from "@/features/auth";
import { toast } from "@/shell/toast";
import { useForm } from "@/shell/use-form";
import { api } from "@/trpc/client";

const TEXT = {
  lead: "You'll be signed out on all other devices.",
  withoutPassword: "You sign in without one. It's another way in, with your email.",
  changed: (others: number) => {
    if (!others) return "Password changed";
    return `Password changed. ${formatCount(others, "other session")} signed out.`;
  },
};

const loadSchema = async () => (await import("@/domain/account.schema")).ChangePassword;

export function PasswordForm({ email, hasPassword }: { email: string; hasPassword: boolean }) {
  const form = useRef<HTMLFormElement>(null);
  const utils = api.useUtils();
  const change = api.account.changePassword.useMutation({ gcTime: 0 }); // removes the password from the cache
  const { errors, pending, formProps } = useForm(loadSchema, async (input) => {
    const { count } = await change.mutateAsync(input).finally(() => change.reset());
    toast.success(TEXT.changed(count));
    form.current?.reset();
    utils.session.list.invalidate();
    utils.signInMethod.list.invalidate();
    utils.account.me.invalidate(); // its version has changed
    return undefined;
  });

  return (
    <SettingsSection
      id="password"
      title={hasPassword ? "Change your password" : "Set a password"}
      lead={hasPassword ? TEXT.lead : TEXT.withoutPassword}
    >
      <Card className="p-6">
        <form ref={form} {...formProps} className="grid max-w-md gap-5">
          <UsernameField email={email} />
          <PasswordField
            label="New password"
            name="newPassword"
            autoComplete="new-password"
            error={errors.newPassword}
            hint={PASSWORD_HINT}
          />
          <EndTokensField />
          {errors[""] && <Notice>{errors[""]}</Notice>}
          <Button type="submit" pending={pending} className="sm:justify-self-start">
            {hasPassword ? "Change password" : "Set password"}
          </Button>
        </form>
      </Card>
    </SettingsSection>
  );
}
