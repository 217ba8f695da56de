"use client";
import { PackageOpen } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { EmptyState } from "@/components/empty-state";
import type { OrderStatus } from "@/domain/order";
import { ListFooter } from "@/shell/list-footer";
import { api } from "@/trpc/client";
import { OrderRow } from "./order-row";
import { ORDER_STATUS } from "./order-status-badge";

export function OrderList({ status }: { status?: OrderStatus }) {
  // Not a suspense query: React sends a boundary as large as twenty rows hidden, and only a script would show it.
  const { data, ...list } = api.order.list.useInfiniteQuery(status ? { status } : {}, {
    getNextPageParam: (page) => page.nextCursor,
  });
  if (!data) return <OrderListSkeleton />;
  const orders = data.pages.flatMap((page) => page.items);

  if (!orders.length) return status ? <NoneWith status={status} /> : <NoneYet />;
  return (
    <>
      <Card className="overflow-hidden">
        <ul className="divide-y divide-line">
          {orders.map((order) => (
            <OrderRow key={order.id} order={order} />
          ))}
        </ul>
      </Card>
      <ListFooter list={list} count={orders.length} noun="order" />
    </>
  );
}

function OrderListSkeleton() {
  return (
    <Card aria-busy className="overflow-hidden">
      <span className="sr-only" role="status">
        Loading orders
      </span>
      <ul className="divide-y divide-line" aria-hidden>
        {["a", "b", "c", "d", "e"].map((key) => (
          <OrderRow.Skeleton key={key} />
        ))}
      </ul>
    </Card>
  );
}

function NoneYet() {
  const action = (
    <Button asChild>
      <Link href="/products">Look around</Link>
    </Button>
  );
  return (
    <EmptyState icon={PackageOpen} title="No orders yet" action={action}>
      When you order something, you can follow it here until it arrives.
    </EmptyState>
  );
}

function NoneWith({ status }: { status: OrderStatus }) {
  const action = (
    <Button asChild variant="outline">
      <Link href="/orders">Show all orders</Link>
    </Button>
  );
  return (
    <EmptyState icon={PackageOpen} title={`Nothing is ${ORDER_STATUS[status].label.toLowerCase()}`} action={action}>
      None of your orders is in this state right now.
    </EmptyState>
  );
}
