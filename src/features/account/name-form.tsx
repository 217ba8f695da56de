"use client";
import { useRef } from "react";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { Texts } from "@/components/span-texts";
import { useForm } from "@/shell/use-form";
import type { RouterOutputs } from "@/trpc/client";
import { useRename } from "./use-rename";

const TEXT = {
  conflict: (saved: string, entered: string) => (
    <Texts>
      Your account was changed elsewhere. The saved name is “<bdi>{saved}</bdi>”, you entered “<bdi>{entered}</bdi>”.
      Save again to use yours.
    </Texts>
  ),
};

const loadSchema = async () => (await import("@/domain/account.schema")).UpdateAccount.pick({ name: true });

export function NameForm({ me }: { me: RouterOutputs["account"]["me"] }) {
  const input = useRef<HTMLInputElement>(null);
  const { rename, conflict, clearConflict } = useRename(me);
  const { errors, pending, formProps } = useForm(loadSchema, ({ name }) => rename(name));

  function fillIn(name: string) {
    if (input.current) input.current.value = name;
    clearConflict();
    input.current?.focus();
  }

  return (
    <form {...formProps} className="grid max-w-md gap-5">
      <Field ref={input} label="Name" name="name" autoComplete="name" defaultValue={me.name} error={errors.name} />
      {errors[""] && <Notice>{errors[""]}</Notice>}
      {conflict && (
        <Notice>
          <p>{TEXT.conflict(conflict.saved, conflict.entered)}</p>
          <Button variant="outline" size="small" className="mt-3 max-w-full" onClick={() => fillIn(conflict.saved)}>
            <span className="truncate">
              <Texts>
                Use “<bdi>{conflict.saved}</bdi>”
              </Texts>
            </span>
          </Button>
        </Notice>
      )}
      <Button type="submit" pending={pending} className="sm:justify-self-start">
        Save name
      </Button>
    </form>
  );
}
