"use client";
import { AlertDialogCancel } from "@/components/alert-dialog";
import { Button } from "@/components/button";
import { DialogActions } from "@/components/dialog-actions";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { DELETION_WORDS } from "@/domain/account";
import { DeleteAccount } from "@/domain/account.schema";
import { api, errorData, errorMessage } from "@/trpc/client";
import { noteLeaving } from "../../live/own-acts";
import { signOutAndGo } from "../../sign-in/sign-out";
import { firstErrors, useForm } from "../../sign-in/use-form";

const FAREWELL = "/?farewell";
const TEXT = { confirm: `Write “${DELETION_WORDS}”`, hint: "So that this does not happen by mistake." };

export function DeleteForm() {
  const remove = api.account.delete.useMutation({ gcTime: 0 }); // its input is secret
  const { errors, pending, onSubmit } = useForm(DeleteAccount, async (input) => {
    noteLeaving(true);
    try {
      await remove.mutateAsync(input);
    } catch (error) {
      noteLeaving(false);
      const issues = errorData(error)?.issues;
      return issues?.length ? firstErrors(issues) : { "": errorMessage(error) };
    }
    // Nobody is signed in any more; this takes the cookie away, and can wait if it does not work.
    await signOutAndGo(FAREWELL).catch(() => window.location.assign(FAREWELL));
  });

  return (
    <form onSubmit={onSubmit} noValidate method="post" className="mt-5 grid gap-5">
      <Field
        label="Current password"
        name="currentPassword"
        type="password"
        autoComplete="current-password"
        error={errors.currentPassword}
      />
      <Field label={TEXT.confirm} name="confirm" autoComplete="off" error={errors.confirm} hint={TEXT.hint} />
      {errors[""] && <Notice>{errors[""]}</Notice>}
      <DialogActions>
        <AlertDialogCancel asChild>
          <Button look="outline" size="small">
            Keep account
          </Button>
        </AlertDialogCancel>
        <Button type="submit" look="danger" size="small" pending={pending}>
          Yes, delete my account
        </Button>
      </DialogActions>
    </form>
  );
}
