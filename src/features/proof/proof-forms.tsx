"use client";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { PasswordField } from "@/components/password-field";
import { UsernameField } from "@/components/username-field";
import { useForm } from "@/shell/use-form";
import { api, type RouterInputs } from "@/trpc/client";

const loadPassword = async () => (await import("@/domain/proof.schema")).PasswordProof;
const loadCode = async () => (await import("@/domain/factor.schema")).SecondStepCode;

/** Gives a proof, whose password or code is removed from the cache. */
function useProof(onProven: () => void) {
  const give = api.proof.give.useMutation({ gcTime: 0 });
  return async (proof: RouterInputs["proof"]["give"]): Promise<undefined> => {
    await give.mutateAsync(proof).finally(() => give.reset());
    onProven();
  };
}

export function PasswordProof({ email, onProven }: { email: string; onProven: () => void }) {
  const { errors, pending, formProps } = useForm(loadPassword, useProof(onProven));
  return (
    <form {...formProps} className="grid gap-5">
      <UsernameField email={email} />
      <PasswordField label="Current password" name="password" autoComplete="current-password" error={errors.password} />
      {errors[""] && <Notice>{errors[""]}</Notice>}
      <Button type="submit" pending={pending}>
        Confirm
      </Button>
    </form>
  );
}

export function CodeProof({ onProven }: { onProven: () => void }) {
  const { errors, pending, formProps } = useForm(loadCode, useProof(onProven));
  return (
    <form {...formProps} className="grid gap-5">
      <Field
        label="Code"
        name="code"
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        hint="Of your authenticator app, or a recovery code"
        error={errors.code}
      />
      {errors[""] && <Notice>{errors[""]}</Notice>}
      <Button type="submit" pending={pending}>
        Confirm
      </Button>
    </form>
  );
}
