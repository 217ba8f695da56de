"use client";
import { PackageOpen } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { EmptyState } from "@/components/empty-state";
import { LoadMore } from "@/components/load-more";
import type { OrderStatus } from "@/domain/order";
import { api, errorData, errorMessage } from "@/trpc/client";
import { OrderRow } from "./order-row";
import { STATUS } from "./order-status-badge";

export function OrderList({ status }: { status?: OrderStatus }) {
  // Not a suspense query: React sends a boundary as large as twenty rows hidden, and only a script would show it.
  const { data, ...list } = api.order.list.useInfiniteQuery(status ? { status } : {}, {
    getNextPageParam: (page) => page.nextCursor,
    // Who is not signed in any more is on the way to the sign-in page already: no error flashes up before.
    throwOnError: (error, query) => query.state.data === undefined && errorData(error)?.code !== "UNAUTHORIZED",
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
      <LoadMore
        hasMore={list.hasNextPage}
        pending={list.isFetchingNextPage}
        problem={list.isFetchNextPageError ? errorMessage(list.error) : undefined}
        shown={`${orders.length} ${orders.length === 1 ? "order" : "orders"}${list.hasNextPage ? " so far" : ""}`}
        onLoad={list.fetchNextPage}
      />
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
    <Button asChild look="outline">
      <Link href="/orders">Show all orders</Link>
    </Button>
  );
  return (
    <EmptyState icon={PackageOpen} title={`Nothing is ${STATUS[status].label.toLowerCase()}`} action={action}>
      None of your orders is in this state right now.
    </EmptyState>
  );
}
