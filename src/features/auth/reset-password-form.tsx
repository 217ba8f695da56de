"use client";
import { CircleCheck } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/button";
import { Link } from "@/components/link";
import { Notice } from "@/components/notice";
import { PasswordField } from "@/components/password-field";
import { UsernameField } from "@/components/username-field";
import type { FoundLink } from "@/domain/account-link.schema";
import { useForm } from "@/shell/use-form";
import { api, errorData } from "@/trpc/client";
import { markSigningOut } from "@/trpc/own-changes";
import { AuthCard } from "./auth-card";
import { AuthResult } from "./auth-result";
import { EndTokensField } from "./end-tokens-field";
import { LinkInvalid } from "./link-invalid";
import { PASSWORD_HINT } from "./password-hint";

const loadSchema = async () => (await import("@/domain/account-link.schema")).ResetPassword;

export function ResetPasswordForm({ secret, link }: { secret: string; link: FoundLink }) {
  const [{ kind, state, email }] = useState(link); // as it was opened: a refresh finds it used
  const router = useRouter();
  const [outcome, setOutcome] = useState<"done" | "invalid">();
  const reset = api.accountLink.resetPassword.useMutation({ gcTime: 0 }); // removes the password from the cache
  const { errors, pending, formProps } = useForm(loadSchema, async (input) => {
    markSigningOut(true); // this browser's session may end: the page says so
    try {
      await reset.mutateAsync(input).finally(() => reset.reset());
      setOutcome("done");
      router.refresh(); // the header belongs to a visitor from now on
    } catch (error) {
      markSigningOut(false);
      if (errorData(error)?.reason !== "LINK_INVALID") throw error;
      setOutcome("invalid");
    }
    return undefined;
  });
  if (outcome === "invalid") return <LinkInvalid kind="RESET_PASSWORD" takesFocus />;
  if (outcome === "done") return <PasswordChanged />;
  if (kind !== "RESET_PASSWORD" || email === null) {
    return <LinkInvalid kind="RESET_PASSWORD" isUsed={state === "USED"} />;
  }
  return (
    <AuthCard title="Choose a new password">
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
    </AuthCard>
  );
}

const PasswordChanged = () => (
  <AuthResult icon={<CircleCheck aria-hidden className="size-10 text-accent" />} title="Password changed">
    <p className="text-muted">All devices were signed out. Sign in with your new password.</p>
    <Button asChild className="mt-2">
      <Link href="/sign-in">Sign in</Link>
    </Button>
  </AuthResult>
);
