"use client";
import type { RefObject } from "react";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { nextStatuses, type OrderStatus, orderReference } from "@/domain/order";
import { MOVE, nextStep } from "./moves";
import { useAdvanceOrders } from "./use-advance-orders";

type Props = { order: { id: string; status: OrderStatus }; focusAfter: RefObject<HTMLElement | null> };

/** Buttons for the statuses that may follow the present one. */
export function MoveButtons({ order: { id, status: from }, focusAfter }: Props) {
  // The button disappears with the move: the heading, which has the new status, is what comes next.
  const advance = useAdvanceOrders(() => focusAfter.current?.focus());
  const step = nextStep(from);

  function move(to: OrderStatus) {
    advance.mutate({ moves: [{ id, from, to }] });
  }

  return (
    <div className="flex flex-wrap gap-3">
      {nextStatuses(from).includes("CANCELLED") && (
        <ConfirmDialog
          trigger={
            <Button variant="dangerOutline" size="small">
              {MOVE.CANCELLED}
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
      {step && (
        <Button size="small" pending={advance.isPending} onClick={() => move(step)}>
          {MOVE[step]}
        </Button>
      )}
    </div>
  );
}
