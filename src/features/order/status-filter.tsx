"use client";
import { usePathname } from "next/navigation";
import type { MouseEvent } from "react";
import { Link } from "@/components/link";
import { ORDER_STATUSES, type OrderStatus } from "@/domain/order";
import { ORDER_STATUS } from "./order-status-badge";

/**
 * Links, so that a filter has a URL and works without JavaScript. With JavaScript only the URL changes, without a page
 * load: the list refetches and shows its skeleton immediately.
 */
export function StatusFilter({ current }: { current?: OrderStatus }) {
  const path = usePathname();
  const filters = [undefined, ...ORDER_STATUSES].map((status) => ({
    href: status ? `${path}?status=${status}` : path,
    label: status ? ORDER_STATUS[status].label : "All",
    isCurrent: status === current,
  }));

  function change(event: MouseEvent, href: string) {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    window.history.pushState(null, "", href);
  }

  return (
    <nav aria-label="Filter by status" className="print:hidden -mx-4 overflow-x-auto px-4 py-1 sm:mx-0 sm:px-0">
      <ul className="flex gap-1.5">
        {filters.map(({ href, label, isCurrent }) => (
          <li key={href}>
            <Link
              href={href}
              prefetch={false}
              aria-current={isCurrent ? "true" : undefined}
              onClick={(event) => change(event, href)}
              className="inline-flex h-9 items-center whitespace-nowrap rounded-full border border-line px-3.5 text-muted text-sm transition-colors hover:border-line-strong hover:text-ink aria-[current]:border-ink aria-[current]:bg-ink aria-[current]:text-paper"
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
