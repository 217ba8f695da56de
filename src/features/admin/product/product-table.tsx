"use client";
import { useMemo } from "react";
import { Card } from "@/components/card";
import { type Column, DataTable } from "@/components/data-table";
import { EmptyState } from "@/components/empty-state";
import { Picture } from "@/components/picture";
import { TableSkeleton } from "@/components/table-skeleton";
import { formatMoney } from "@/domain/money";
import { AvailabilityBadge } from "@/features/product";
import { ListFooter } from "@/shell/list-footer";
import { api, type RouterOutputs } from "@/trpc/client";
import { EditProduct } from "./edit-product";
import type { readProductFilters } from "./search-params";

type Product = RouterOutputs["admin"]["product"]["list"]["items"][number];
type Filters = ReturnType<typeof readProductFilters>;
type Props = { filters: Filters; onSort: (sort: Filters["sort"]) => void };

const columns: Column<Product>[] = [
  {
    id: "name",
    header: "Product",
    sortable: true,
    cell: ({ name, image }) => (
      <div className="flex max-w-2xl items-center gap-3">
        <Picture src={image} className="h-10 w-13 rounded-lg object-cover max-sm:hidden" />
        <span dir="auto" className="wrap-anywhere min-w-28 font-medium">
          {name}
        </span>
      </div>
    ),
  },
  {
    id: "price",
    header: "Price",
    className: "text-right",
    cell: ({ priceCents }) => <span className="tabular-nums">{formatMoney(priceCents)}</span>,
  },
  {
    id: "stock",
    header: "Stock",
    sortable: true,
    className: "text-right",
    cell: (product) => (
      <span className="flex items-center justify-end gap-3">
        <span className="max-md:hidden">
          <AvailabilityBadge stock={product.stock} />
        </span>
        <span className="w-8 text-right font-medium tabular-nums">{product.stock}</span>
      </span>
    ),
  },
  {
    id: "edit",
    header: "Edit",
    headerSrOnly: true,
    className: "w-20 text-right",
    cell: (product) => <EditProduct product={product} />,
  },
];

export function ProductTable({ filters, onSort }: Props) {
  const { data, ...list } = api.admin.product.list.useInfiniteQuery(filters, {
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (previous) => previous,
  });
  const products = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  if (!data) return <TableSkeleton label="Loading products" />;
  if (!products.length) {
    return filters.search ? (
      <EmptyState picture="search" title="No products found">
        Try a shorter search.
      </EmptyState>
    ) : (
      <EmptyState picture="box" title="No products yet">
        <span>Run</span> <code className="font-mono text-[0.9375em]">npm run db:seed</code>{" "}
        <span>to add the demo catalog.</span>
      </EmptyState>
    );
  }
  return (
    <>
      <Card className="overflow-clip">
        <DataTable
          caption="All products"
          columns={columns}
          rows={products}
          sort={{ id: filters.sort, desc: false }}
          onSort={({ id }) => onSort(id === "stock" ? "stock" : "name")}
        />
      </Card>
      <ListFooter list={list} count={products.length} noun="product" />
    </>
  );
}
