"use client";
import { ArrowRight } from "lucide-react";
import { Button } from "@/components/button";
import type { OrderStatus } from "@/domain/order";
import { ORDER_STATUS } from "@/features/order";
import { nextStatus } from "./status-actions";
import { useAdvanceOrders } from "./use-advance-orders";

const MAX_MOVES = 50; // per request

type Props = { orders: readonly { id: string; status: OrderStatus }[]; onDone: () => void };

/** Actions for the selected orders: moves each to its next status. */
export function BulkActions({ orders, onDone }: Props) {
  const advance = useAdvanceOrders(onDone);
  const moves = orders.slice(0, MAX_MOVES).flatMap(({ id, status: from }) => {
    const to = nextStatus(from);
    return to ? [{ id, from, to }] : [];
  });
  const targets = [...new Set(moves.map(({ to }) => ORDER_STATUS[to].label.toLowerCase()))].join(" or ");

  return (
    <div role="status" className="pointer-events-none sticky bottom-4 z-20 mt-6 flex justify-center">
      {moves.length > 0 && (
        <div className="pointer-events-auto flex animate-rise flex-wrap items-center justify-center gap-x-4 gap-y-2 rounded-3xl border border-line bg-surface py-2.5 pr-2.5 pl-5 shadow-pop">
          <p className="text-sm">
            <strong className="font-medium">{orders.length}</strong> <span>selected</span>
            {orders.length > MAX_MOVES && <span>{` · ${MAX_MOVES} at a time`}</span>}
          </p>
          <div className="flex gap-2">
            <Button variant="ghost" size="small" onClick={onDone}>
              Clear
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
