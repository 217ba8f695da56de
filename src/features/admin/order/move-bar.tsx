"use client";
import { ArrowRight } from "lucide-react";
import { Button } from "@/components/button";
import type { OrderStatus } from "@/domain/order";
import { ORDER_STATUS } from "@/features/order";
import { nextStep } from "./moves";
import { useAdvanceOrders } from "./use-advance-orders";

const MOST = 50; // that the server takes at once

type Props = { orders: readonly { id: string; status: OrderStatus }[]; onDone: () => void };

/** What can be done with the chosen orders: each goes one step on its way. */
export function MoveBar({ orders, onDone }: Props) {
  const advance = useAdvanceOrders(onDone);
  const moves = orders.slice(0, MOST).flatMap(({ id, status: from }) => {
    const to = nextStep(from);
    return to ? [{ id, from, to }] : [];
  });
  const targets = [...new Set(moves.map(({ to }) => ORDER_STATUS[to].label.toLowerCase()))].join(" or ");
  const count = `${moves.length} ${moves.length === 1 ? "order" : "orders"}`;

  return (
    <div role="status" className="pointer-events-none sticky bottom-4 z-20 mt-6 flex justify-center">
      {moves.length > 0 && (
        <div className="pointer-events-auto flex animate-rise flex-wrap items-center justify-center gap-x-4 gap-y-2 rounded-3xl border border-line bg-surface py-2.5 pr-2.5 pl-5 shadow-pop">
          <p className="text-sm">
            <strong className="font-medium">{count}</strong> chosen
            {orders.length > MOST && ` of ${orders.length}; ${MOST} go at once`}
          </p>
          <div className="flex gap-2">
            <Button variant="ghost" size="small" onClick={onDone}>
              Choose none
            </Button>
            <Button size="small" pending={advance.isPending} onClick={() => advance.mutate({ moves })}>
              Mark as {targets} <ArrowRight aria-hidden />
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}
