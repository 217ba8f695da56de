"use client";
import { type FormEvent, type RefObject, useState } from "react";
import { AlertDialog, AlertDialogCancel, AlertDialogContent, AlertDialogTrigger } from "@/components/alert-dialog";
import { Button } from "@/components/button";
import { DialogActions } from "@/components/dialog-actions";
import { TextArea } from "@/components/field";
import { orderReference } from "@/domain/order";
import type { RouterOutputs } from "@/trpc/client";
import { useCancelOrder } from "./use-cancel-order";

const TEXT = {
  title: (reference: string) => `Cancel order ${reference}?`,
  description: "The whole order is cancelled, and its products go back on the shelf. This cannot be undone.",
  hint: "It helps the shop to know.",
};

type Props = { order: RouterOutputs["order"]["byId"]; focusAfter: RefObject<HTMLElement | null> };

export function CancelButton({ order, focusAfter }: Props) {
  const [isOpen, setOpen] = useState(false);
  const cancel = useCancelOrder();

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get("reason")).trim();
    setOpen(false);
    cancel.mutate(reason ? { id: order.id, reason } : { id: order.id });
  }

  return (
    <AlertDialog open={isOpen} onOpenChange={setOpen}>
      <AlertDialogTrigger asChild>
        <Button look="dangerOutline" size="small" pending={cancel.isPending}>
          Cancel order
        </Button>
      </AlertDialogTrigger>
      <AlertDialogContent
        title={TEXT.title(orderReference(order.id))}
        description={TEXT.description}
        onCloseAutoFocus={(event) => {
          // The button is gone once the order is cancelled: the heading is where reading goes on.
          if (!cancel.isPending) return;
          event.preventDefault();
          focusAfter.current?.focus();
        }}
      >
        <form onSubmit={onSubmit} className="mt-5 grid gap-6">
          <TextArea label="Reason (optional)" name="reason" maxLength={280} hint={TEXT.hint} />
          <DialogActions>
            <AlertDialogCancel asChild>
              <Button look="outline" size="small">
                Keep order
              </Button>
            </AlertDialogCancel>
            <Button type="submit" look="danger" size="small">
              Yes, cancel order
            </Button>
          </DialogActions>
        </form>
      </AlertDialogContent>
    </AlertDialog>
  );
}
