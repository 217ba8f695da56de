"use client";
import { AlertDialogCancel } from "@/components/alert-dialog";
import { Button } from "@/components/button";
import { DialogActions } from "@/components/dialog-actions";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { DELETION_WORDS } from "@/domain/account";
import { DeleteAccount } from "@/domain/account.schema";
import { signOutAndGo } from "@/shell/sign-out";
import { useForm } from "@/shell/use-form";
import { api } from "@/trpc/client";
import { markSigningOut } from "@/trpc/own-changes";

const DELETED_PAGE = "/?account-deleted";
const TEXT = { confirm: `Write “${DELETION_WORDS}”`, hint: "So that this does not happen by mistake." };

export function DeleteForm() {
  const remove = api.account.delete.useMutation({ gcTime: 0 }); // its input is secret
  const { errors, pending, onSubmit } = useForm(DeleteAccount, async (input) => {
    markSigningOut(true);
    try {
      await remove.mutateAsync(input);
    } catch (error) {
      markSigningOut(false);
      throw error;
    }
    // Nobody is signed in any more; this takes the cookie away, and can wait if it does not work.
    await signOutAndGo(DELETED_PAGE).catch(() => window.location.assign(DELETED_PAGE));
    return "leaving";
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
          <Button variant="outline" size="small">
            Keep account
          </Button>
        </AlertDialogCancel>
        <Button type="submit" variant="danger" size="small" pending={pending}>
          Yes, delete my account
        </Button>
      </DialogActions>
    </form>
  );
}
