"use client";
import { useState } from "react";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { PasswordField } from "@/components/password-field";
import { UsernameField } from "@/components/username-field";
import { useForm } from "@/shell/use-form";
import { api } from "@/trpc/client";

const loadSchema = async () => (await import("@/domain/account.schema")).ChangeEmail;

/** A form behind a button: addresses rarely change. */
export function EmailForm({ email }: { email: string }) {
  const [isOpen, setOpen] = useState(false);
  const utils = api.useUtils();
  const change = api.account.changeEmail.useMutation({ gcTime: 0 }); // removes the password from the cache
  const { errors, pending, formProps } = useForm(loadSchema, async (input) => {
    const me = await change.mutateAsync(input).finally(() => change.reset());
    utils.account.me.setData(undefined, me);
    return undefined;
  });

  if (!isOpen) {
    return (
      <Button variant="outline" size="small" className="justify-self-start" onClick={() => setOpen(true)}>
        Change address
      </Button>
    );
  }
  return (
    <form {...formProps} className="grid max-w-md gap-5">
      <UsernameField email={email} />
      <Field label="New email" name="newEmail" type="email" autoComplete="email" error={errors.newEmail} />
      <PasswordField
        label="Current password"
        name="currentPassword"
        autoComplete="current-password"
        error={errors.currentPassword}
      />
      {errors[""] && <Notice>{errors[""]}</Notice>}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" pending={pending}>
          Send a link to it
        </Button>
        <Button variant="ghost" onClick={() => setOpen(false)}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
