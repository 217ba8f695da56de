"use client";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { Notice } from "@/components/notice";
import { PasswordField } from "@/components/password-field";
import { SettingsSection } from "@/components/settings-section";
import { UsernameField } from "@/components/username-field";
import { PASSWORD_HINT } from "@/features/auth";
import { toast } from "@/shell/toast";
import { useForm } from "@/shell/use-form";
import { api } from "@/trpc/client";
import { SignInAgain } from "./sign-in-again";

const loadSchema = async () => (await import("@/domain/account.schema")).SetPassword;

/** For an account that is entered by sign-in providers only. */
export function SetPasswordForm({ email }: { email: string }) {
  const utils = api.useUtils();
  const set = api.account.setPassword.useMutation({ gcTime: 0 }); // removes the password from the cache
  const { errors, pending, formProps } = useForm(loadSchema, async (input) => {
    await set.mutateAsync(input).finally(() => set.reset());
    toast.success("Password set");
    utils.signInMethod.list.invalidate();
    utils.account.me.invalidate(); // its version has changed
    return undefined;
  });
  return (
    <SettingsSection id="password" title="Set a password" lead="Another way to sign in, with your email.">
      <Card className="p-6">
        <form {...formProps} className="grid max-w-md gap-5">
          <UsernameField email={email} />
          <PasswordField
            label="New password"
            name="newPassword"
            autoComplete="new-password"
            error={errors.newPassword}
            hint={PASSWORD_HINT}
          />
          {errors[""] && <Notice>{errors[""]}</Notice>}
          <Button type="submit" pending={pending} className="sm:justify-self-start">
            Set password
          </Button>
          <SignInAgain path="/account/security" />
        </form>
      </Card>
    </SettingsSection>
  );
}
