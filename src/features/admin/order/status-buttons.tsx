"use client";
import type { RefObject } from "react";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { nextStatuses, type OrderStatus, orderReference } from "@/domain/order";
import { nextStatus, STATUS_ACTIONS } from "./status-actions";
import { useAdvanceOrders } from "./use-advance-orders";

type Props = { order: { id: string; status: OrderStatus }; focusAfter: RefObject<HTMLElement | null> };

/** Buttons for the statuses that may follow the current one. */
export function StatusButtons({ order: { id, status: from }, focusAfter }: Props) {
  // The button disappears with the change, so the heading gets the focus.
  const advance = useAdvanceOrders(() => focusAfter.current?.focus());
  const next = nextStatus(from);

  function move(to: OrderStatus) {
    advance.mutate({ moves: [{ id, from, to }] });
  }

  return (
    <div className="flex flex-wrap gap-3">
      {nextStatuses(from).includes("CANCELLED") && (
        <ConfirmDialog
          trigger={
            <Button variant="dangerOutline" size="small">
              {STATUS_ACTIONS.CANCELLED}
            </Button>
          }
          title={`Cancel order ${orderReference(id)}?`}
          description="The customer sees it immediately, and the products return to stock. This can't be undone."
          confirmLabel="Cancel order"
          cancelLabel="Keep order"
          onConfirm={() => move("CANCELLED")}
          focusAfter={(isConfirmed) => (isConfirmed ? focusAfter.current : undefined)}
        />
      )}
      {next && (
        <Button size="small" pending={advance.isPending} onClick={() => move(next)}>
          {STATUS_ACTIONS[next]}
        </Button>
      )}
    </div>
  );
}
