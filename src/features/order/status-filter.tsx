"use client";
import { usePathname } from "next/navigation";
import { FilterLinks } from "@/components/filter-links";
import { ORDER_STATUSES, type OrderStatus } from "@/domain/order";
import { ORDER_STATUS } from "./order-status-badge";

/** With JavaScript only the URL changes, without a page load: the list refetches and shows its skeleton immediately. */
export function StatusFilter({ current }: { current?: OrderStatus }) {
  const path = usePathname();
  const links = [undefined, ...ORDER_STATUSES].map((status) => ({
    href: status ? `${path}?status=${status}` : path,
    label: status ? ORDER_STATUS[status].label : "All",
    isCurrent: status === current,
  }));
  return (
    <FilterLinks label="Filter by status" links={links} onSelect={(href) => window.history.pushState(null, "", href)} />
  );
}
