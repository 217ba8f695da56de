"use client";
import { AlertDialogCancel } from "@/components/alert-dialog";
import { Button } from "@/components/button";
import { CheckboxField } from "@/components/checkbox-field";
import { DialogActions } from "@/components/dialog-actions";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { DELETION_WORDS } from "@/domain/account";
import { signOutAndGo } from "@/shell/sign-out";
import { useForm } from "@/shell/use-form";
import { api } from "@/trpc/client";
import { markSigningOut } from "@/trpc/own-changes";
import { accountDeleted } from "./account-deleted";

const NEXT_PAGE = "/";
const CONFIRM_LABEL = `Type “${DELETION_WORDS}” to confirm`;

const loadSchema = async () => (await import("@/domain/account.schema")).DeleteAccount;

export function DeleteForm({ hasTexts }: { hasTexts: boolean }) {
  const remove = api.account.delete.useMutation();
  const { errors, pending, formProps } = useForm(loadSchema, async (input) => {
    markSigningOut(true);
    try {
      await remove.mutateAsync(input);
    } catch (error) {
      markSigningOut(false);
      throw error;
    }
    accountDeleted.leave("yes");
    // The session is already revoked; signing out only clears the cookie, so a failure is harmless.
    if (await signOutAndGo(NEXT_PAGE)) window.location.assign(NEXT_PAGE);
    return "redirecting";
  });

  return (
    <form {...formProps} className="mt-5 grid gap-5">
      <Field label={CONFIRM_LABEL} name="confirm" autoComplete="off" error={errors.confirm} />
      {hasTexts && <CheckboxField label="Keep my questions and answers, without my name" name="keepTexts" />}
      {errors[""] && <Notice>{errors[""]}</Notice>}
      <DialogActions>
        <AlertDialogCancel asChild>
          <Button variant="outline" size="small">
            Keep account
          </Button>
        </AlertDialogCancel>
        <Button type="submit" variant="danger" size="small" pending={pending}>
          Delete account
        </Button>
      </DialogActions>
    </form>
  );
}
