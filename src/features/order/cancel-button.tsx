"use client";
import type { RefObject } from "react";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { TextArea } from "@/components/field";
import { orderReference } from "@/domain/order";
import type { RouterOutputs } from "@/trpc/client";
import { useCancelOrder } from "./use-cancel-order";

type Props = { order: RouterOutputs["order"]["byId"]; focusAfter: RefObject<HTMLElement | null> };

export function CancelButton({ order, focusAfter }: Props) {
  const cancel = useCancelOrder();
  return (
    <ConfirmDialog
      trigger={
        <Button variant="dangerOutline" size="small" pending={cancel.isPending}>
          Cancel order
        </Button>
      }
      title={`Cancel order ${orderReference(order.id)}?`}
      description="This cancels the entire order and can't be undone."
      confirmLabel="Cancel order"
      cancelLabel="Keep order"
      onConfirm={(fields) => {
        const reason = String(fields.get("reason")).replaceAll(/\s+/g, " ").trim(); // one line in the timeline
        cancel.mutate(reason ? { id: order.id, reason } : { id: order.id });
      }}
      // The button disappears with the cancellation, so the heading gets the focus.
      focusAfter={(isConfirmed) => (isConfirmed ? focusAfter.current : undefined)}
    >
      <TextArea label="Reason (optional)" name="reason" autoComplete="off" maxLength={280} hint="Helps us improve." />
    </ConfirmDialog>
  );
}
