"use client";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { EmptyState } from "@/components/empty-state";
import { Link } from "@/components/link";
import type { OrderStatus } from "@/domain/order";
import { ListFooter } from "@/shell/list-footer";
import { api } from "@/trpc/client";
import { OrderRow } from "./order-row";
import { ORDER_STATUS } from "./order-status-badge";

export function OrderList({ status }: { status?: OrderStatus }) {
  // Not a suspense query: React streams a boundary as large as 20 rows hidden, and without JavaScript it stays hidden.
  const { data, ...list } = api.order.list.useInfiniteQuery(status ? { status } : {}, {
    getNextPageParam: (page) => page.nextCursor,
  });
  if (!data) return <OrderListSkeleton />;
  const orders = data.pages.flatMap((page) => page.items);

  if (!orders.length) return status ? <NoMatchingOrders status={status} /> : <NoOrders />;
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

function NoOrders() {
  const action = (
    <Button asChild>
      <Link href="/products">Browse products</Link>
    </Button>
  );
  return (
    <EmptyState picture="box" title="No orders yet" action={action}>
      Place an order to track it here.
    </EmptyState>
  );
}

function NoMatchingOrders({ status }: { status: OrderStatus }) {
  const action = (
    <Button asChild variant="outline">
      <Link href="/orders">Show all orders</Link>
    </Button>
  );
  return <EmptyState picture="box" title={`No ${ORDER_STATUS[status].label.toLowerCase()} orders`} action={action} />;
}
