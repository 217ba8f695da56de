"use client";
import { PackageOpen } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { EmptyState } from "@/components/empty-state";
import type { OrderStatus } from "@/domain/order";
import { api } from "@/trpc/client";
import { OrderRow } from "./order-row";
import { STATUS } from "./order-status-badge";

export function OrderList({ status }: { status?: OrderStatus }) {
  const [{ pages }, list] = api.order.list.useSuspenseInfiniteQuery(status ? { status } : {}, {
    getNextPageParam: (page) => page.nextCursor,
  });
  const orders = pages.flatMap((page) => page.items);

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
      {list.hasNextPage && (
        <div className="mt-8 text-center">
          <Button look="outline" pending={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
            Load more
          </Button>
        </div>
      )}
    </>
  );
}

OrderList.Skeleton = function OrderListSkeleton() {
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
};

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
  return (
    <EmptyState icon={PackageOpen} title={`Nothing is ${STATUS[status].label.toLowerCase()}`}>
      None of your orders is in this state right now.
    </EmptyState>
  );
}
