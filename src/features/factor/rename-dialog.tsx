"use client";
import { Button } from "@/components/button";
import { Dialog, DialogContent } from "@/components/dialog";
import { DialogActions } from "@/components/dialog-actions";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { MAX_FACTOR_NAME } from "@/domain/factor";
import { toast } from "@/shell/toast";
import { useForm } from "@/shell/use-form";
import { api } from "@/trpc/client";
import type { Factor } from "./use-factors";

const TEXT = {
  title: "Rename this passkey",
  lead: "A name by which you know the device or the app that keeps it.",
  example: "Work laptop",
  done: "Passkey renamed",
};

const loadSchema = async () => (await import("@/domain/factor.schema")).RenameFactor;

export default function RenameDialog({ factor, onClose }: { factor: Factor; onClose: () => void }) {
  const utils = api.useUtils();
  const rename = api.factor.rename.useMutation();
  const { errors, pending, formProps } = useForm(loadSchema, async ({ name }) => {
    const renamed = await rename.mutateAsync({ id: factor.id, name });
    utils.factor.list.setData(
      undefined,
      (list) => list && { ...list, items: list.items.map((it) => (it.id === renamed.id ? renamed : it)) },
    );
    toast.success(TEXT.done);
    onClose();
    return undefined;
  });
  return (
    <Dialog open onOpenChange={(isOpen) => isOpen || onClose()}>
      <DialogContent title={TEXT.title} description={TEXT.lead}>
        <form {...formProps} className="grid gap-6">
          <Field
            label="Name"
            name="name"
            defaultValue={factor.name}
            placeholder={TEXT.example}
            maxLength={MAX_FACTOR_NAME}
            autoComplete="off"
            error={errors.name}
          />
          {errors[""] && <Notice>{errors[""]}</Notice>}
          <DialogActions>
            <Button variant="outline" size="small" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" size="small" pending={pending}>
              Save name
            </Button>
          </DialogActions>
        </form>
      </DialogContent>
    </Dialog>
  );
}
