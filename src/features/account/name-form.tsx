"use client";
import { useRef } from "react";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { UpdateAccount } from "@/domain/account.schema";
import { useForm } from "@/shell/use-form";
import type { RouterOutputs } from "@/trpc/client";
import { useRename } from "./use-rename";

const TEXT = {
  hint: "The shop greets you with it.",
  elsewhere: (now: string, written: string) =>
    `Your account was changed elsewhere in the meantime. The name there is “${now}”, and you wrote “${written}”. Save again to use yours, or take the other.`,
};

const NewName = UpdateAccount.pick({ name: true });

export function NameForm({ me }: { me: RouterOutputs["account"]["me"] }) {
  const input = useRef<HTMLInputElement>(null);
  const { rename, conflict, settle } = useRename(me);
  const { errors, pending, onSubmit } = useForm(NewName, ({ name }) => rename(name));

  function take(name: string) {
    if (input.current) input.current.value = name;
    settle();
    input.current?.focus();
  }

  return (
    <form onSubmit={onSubmit} noValidate method="post" className="grid gap-5">
      <Field
        ref={input}
        label="Name"
        name="name"
        autoComplete="name"
        defaultValue={me.name}
        error={errors.name}
        hint={TEXT.hint}
      />
      {errors[""] && <Notice>{errors[""]}</Notice>}
      {conflict && (
        <Notice>
          <p className="wrap-anywhere">{TEXT.elsewhere(conflict.now, conflict.written)}</p>
          <Button variant="outline" size="small" className="mt-3 max-w-full" onClick={() => take(conflict.now)}>
            <span className="truncate">Take “{conflict.now}”</span>
          </Button>
        </Notice>
      )}
      <Button type="submit" pending={pending} className="justify-self-start">
        Save name
      </Button>
    </form>
  );
}
