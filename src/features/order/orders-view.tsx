"use client";
import { useSearchParams } from "next/navigation";
import { QueryBoundary } from "@/shell/query-boundary";
import { OrderList } from "./order-list";
import { readStatus } from "./search-params";
import { StatusFilter } from "./status-filter";

export function OrdersView() {
  const status = readStatus(useSearchParams().get("status"));
  return (
    <>
      <div className="mb-6">
        <StatusFilter current={status} />
      </div>
      <QueryBoundary key={status}>
        <OrderList status={status} />
      </QueryBoundary>
    </>
  );
}
