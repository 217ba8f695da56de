"use client";
import { type RefObject, useMemo, useState } from "react";
import { Card } from "@/components/card";
import { DataTable } from "@/components/data-table";
import { EmptyState } from "@/components/empty-state";
import { TableSkeleton } from "@/components/table-skeleton";
import { orderReference } from "@/domain/order";
import { ListFooter } from "@/shell/list-footer";
import { api } from "@/trpc/client";
import { BulkActions } from "./bulk-actions";
import { columns } from "./order-columns";
import type { readOrderFilters } from "./search-params";
import { nextStatus } from "./status-actions";

type Filters = ReturnType<typeof readOrderFilters>;
type Props = {
  filters: Filters;
  onSort: (sort: Filters["sort"]) => void;
  focusAfter: RefObject<HTMLElement | null>;
};

/** The sort orders of the list as column and direction. */
const SORTS = {
  newest: { id: "createdAt", desc: true },
  oldest: { id: "createdAt", desc: false },
  highest: { id: "totalCents", desc: true },
  lowest: { id: "totalCents", desc: false },
} as const;
const sorts = Object.entries(SORTS) as [Filters["sort"], (typeof SORTS)[Filters["sort"]]][];

const TEXT = {
  none: "No orders yet",
  noneHint: "Customer orders appear here.",
  noMatch: "No matching orders",
  noMatchHint: "Try another status or a shorter search.",
};

export function OrderTable({ filters, onSort, focusAfter }: Props) {
  const { data, ...list } = api.admin.order.list.useInfiniteQuery(filters, {
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (previous) => previous, // keeps the rows while they are sorted differently
  });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  function clearSelection() {
    setSelected(new Set());
    focusAfter.current?.focus(); // the button that had the focus disappears
  }
  const orders = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  if (!data) return <TableSkeleton label="Loading orders" />;
  if (!orders.length) {
    const isFiltered = filters.status !== undefined || filters.search;
    return (
      <EmptyState picture={isFiltered ? "search" : "box"} title={isFiltered ? TEXT.noMatch : TEXT.none}>
        {isFiltered ? TEXT.noMatchHint : TEXT.noneHint}
      </EmptyState>
    );
  }
  // Rows that left the list or reached a final status are no longer selected.
  const movable = orders.filter(({ id, status }) => selected.has(id) && nextStatus(status));
  return (
    <>
      <Card className="overflow-clip">
        <DataTable
          caption="All orders"
          columns={columns}
          rows={orders}
          isLinked
          sort={SORTS[filters.sort]}
          onSort={(sort) =>
            onSort(sorts.find(([, { id, desc }]) => id === sort.id && desc === sort.desc)?.[0] ?? "newest")
          }
          selected={new Set(movable.map(({ id }) => id))}
          onSelectionChange={setSelected}
          canSelect={({ status }) => nextStatus(status) !== undefined}
          nameOf={({ id }) => `order ${orderReference(id)}`}
        />
      </Card>
      <ListFooter list={list} count={orders.length} noun="order" />
      <BulkActions orders={movable} onDone={clearSelection} />
    </>
  );
}
