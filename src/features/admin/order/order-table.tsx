"use client";
import { PackageOpen, SearchX } from "lucide-react";
import { type RefObject, useMemo, useState } from "react";
import { Card } from "@/components/card";
import { DataTable } from "@/components/data-table";
import { EmptyState } from "@/components/empty-state";
import { TableSkeleton } from "@/components/table-skeleton";
import { orderReference } from "@/domain/order";
import { ListFooter } from "@/shell/list-footer";
import { api } from "@/trpc/client";
import type { readOrderFilters } from "../search-params";
import { MoveBar } from "./move-bar";
import { nextStep } from "./moves";
import { columns } from "./order-columns";

type Filters = ReturnType<typeof readOrderFilters>;
type Props = {
  filters: Filters;
  onSort: (sort: Filters["sort"]) => void;
  focusAfter: RefObject<HTMLElement | null>;
};

/** The four orders of the list, as the two columns that can be sorted see them. */
const SORTS = {
  newest: { id: "createdAt", desc: true },
  oldest: { id: "createdAt", desc: false },
  highest: { id: "totalCents", desc: true },
  lowest: { id: "totalCents", desc: false },
} as const;
const sorts = Object.entries(SORTS) as [Filters["sort"], (typeof SORTS)[Filters["sort"]]][];

const TEXT = {
  none: "No orders yet",
  noneHint: "What customers order shows up here.",
  noneSuch: "No order is like that",
  noneSuchHint: "Try another status, or fewer letters of a name, an e-mail address or a reference.",
};

export function OrderTable({ filters, onSort, focusAfter }: Props) {
  const { data, ...list } = api.admin.order.list.useInfiniteQuery(filters, {
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (before) => before, // another order of the same rows: they stay until it is there
  });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  function clearSelection() {
    setSelected(new Set());
    focusAfter.current?.focus(); // the bar goes, and its buttons with it
  }
  const orders = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  if (!data) return <TableSkeleton label="Loading orders" />;
  if (!orders.length) {
    const isFiltered = filters.status !== undefined || filters.search;
    return (
      <EmptyState icon={isFiltered ? SearchX : PackageOpen} title={isFiltered ? TEXT.noneSuch : TEXT.none}>
        {isFiltered ? TEXT.noneSuchHint : TEXT.noneHint}
      </EmptyState>
    );
  }
  // What has left the list, or come to the end of its way, is selected no more.
  const movable = orders.filter(({ id, status }) => selected.has(id) && nextStep(status));
  return (
    <>
      <Card className="overflow-hidden">
        <DataTable
          caption="All orders"
          columns={columns}
          rows={orders}
          sort={SORTS[filters.sort]}
          onSort={(sort) =>
            onSort(sorts.find(([, { id, desc }]) => id === sort.id && desc === sort.desc)?.[0] ?? "newest")
          }
          selected={new Set(movable.map(({ id }) => id))}
          onSelectionChange={setSelected}
          canSelect={({ status }) => nextStep(status) !== undefined}
          nameOf={({ id }) => `order ${orderReference(id)}`}
        />
      </Card>
      <ListFooter list={list} count={orders.length} noun="order" />
      <MoveBar orders={movable} onDone={clearSelection} />
    </>
  );
}
