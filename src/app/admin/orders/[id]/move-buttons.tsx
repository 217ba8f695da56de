"use client";
import { type RefObject, useRef } from "react";
import {
  AlertDialog,
  AlertDialogAction,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogTrigger,
} from "@/components/alert-dialog";
import { Button } from "@/components/button";
import { DialogActions } from "@/components/dialog-actions";
import { nextStatuses, type OrderStatus, orderReference } from "@/domain/order";
import { MOVE, nextStep } from "../move";
import { useAdvance } from "../use-advance";

const TEXT = "The customer sees it at once, and the products go back on the shelf. This cannot be undone.";

type Props = { order: { id: string; status: OrderStatus }; focusAfter: RefObject<HTMLElement | null> };

/** Only the ways that lead on from here. */
export function MoveButtons({ order: { id, status: from }, focusAfter }: Props) {
  // The button goes with the move: the heading, which says the new status, is where reading goes on.
  const advance = useAdvance(() => focusAfter.current?.focus());
  const confirmed = useRef(false);
  const step = nextStep(from);

  function move(to: OrderStatus) {
    advance.mutate({ moves: [{ id, from, to }] });
  }

  return (
    <div className="flex flex-wrap gap-3">
      {nextStatuses(from).includes("CANCELLED") && (
        <AlertDialog>
          <AlertDialogTrigger asChild>
            <Button look="dangerOutline" size="small">
              {MOVE.CANCELLED}
            </Button>
          </AlertDialogTrigger>
          <AlertDialogContent
            title={`Cancel order ${orderReference(id)}?`}
            description={TEXT}
            onCloseAutoFocus={(event) => {
              if (!confirmed.current) return;
              confirmed.current = false;
              event.preventDefault();
              focusAfter.current?.focus();
            }}
          >
            <DialogActions className="mt-6">
              <AlertDialogCancel asChild>
                <Button look="outline" size="small">
                  Keep order
                </Button>
              </AlertDialogCancel>
              <AlertDialogAction asChild>
                <Button
                  look="danger"
                  size="small"
                  onClick={() => {
                    confirmed.current = true;
                    move("CANCELLED");
                  }}
                >
                  Yes, cancel order
                </Button>
              </AlertDialogAction>
            </DialogActions>
          </AlertDialogContent>
        </AlertDialog>
      )}
      {step && (
        <Button size="small" pending={advance.isPending} onClick={() => move(step)}>
          {MOVE[step]}
        </Button>
      )}
    </div>
  );
}
