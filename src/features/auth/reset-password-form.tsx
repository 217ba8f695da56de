"use client";
import { useState } from "react";
import { Button } from "@/components/button";
import { Link } from "@/components/link";
import { Notice } from "@/components/notice";
import { PasswordField } from "@/components/password-field";
import { UsernameField } from "@/components/username-field";
import { useForm } from "@/shell/use-form";
import { api, errorData } from "@/trpc/client";
import { markSigningOut } from "@/trpc/own-changes";
import { EndTokensField } from "./end-tokens-field";
import { LinkDone } from "./link-done";
import { LinkInvalid } from "./link-invalid";
import { PASSWORD_HINT } from "./password-hint";

const loadSchema = async () => (await import("@/domain/account-link.schema")).ResetPassword;

export function ResetPasswordForm({ secret, email }: { secret: string; email: string }) {
  const [outcome, setOutcome] = useState<"done" | "invalid">();
  const reset = api.accountLink.resetPassword.useMutation({ gcTime: 0 }); // removes the password from the cache
  const { errors, pending, formProps } = useForm(loadSchema, async (input) => {
    markSigningOut(true); // this browser's session may end: the page says so
    try {
      await reset.mutateAsync(input).finally(() => reset.reset());
      setOutcome("done");
    } catch (error) {
      markSigningOut(false);
      if (errorData(error)?.reason !== "LINK_INVALID") throw error;
      setOutcome("invalid");
    }
    return undefined;
  });
  if (outcome === "invalid") return <LinkInvalid kind="RESET_PASSWORD" />;
  if (outcome === "done") {
    return (
      <LinkDone
        title="Password changed"
        action={
          <Button asChild>
            <Link href="/sign-in">Sign in</Link>
          </Button>
        }
      >
        All devices were signed out. Sign in with your new password.
      </LinkDone>
    );
  }
  return (
    <form {...formProps} className="grid gap-5">
      {errors[""] && <Notice>{errors[""]}</Notice>}
      <input type="hidden" name="secret" value={secret} />
      <UsernameField email={email} />
      <PasswordField
        label="New password"
        name="newPassword"
        autoComplete="new-password"
        error={errors.newPassword}
        hint={PASSWORD_HINT}
      />
      <EndTokensField />
      <Button type="submit" pending={pending}>
        Change password
      </Button>
    </form>
  );
}
