"use client";
import { useState } from "react";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { useForm } from "@/shell/use-form";
import { api } from "@/trpc/client";

const loadSchema = async () => (await import("@/domain/account.schema")).ChangeEmail;

/** A form behind a button: addresses rarely change. */
export function EmailForm() {
  const [isOpen, setOpen] = useState(false);
  const utils = api.useUtils();
  const change = api.account.changeEmail.useMutation();
  const { errors, pending, formProps } = useForm(loadSchema, async (input) => {
    const me = await change.mutateAsync(input);
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
      <Field label="New email" name="newEmail" type="email" autoComplete="email" error={errors.newEmail} />
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
