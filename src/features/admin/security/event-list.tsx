"use client";
import { Card } from "@/components/card";
import { EmptyState } from "@/components/empty-state";
import { TableSkeleton } from "@/components/table-skeleton";
import { ListFooter } from "@/shell/list-footer";
import { api } from "@/trpc/client";
import type { SecurityFilters } from "../search-params";
import { EventRow } from "./event-row";

export function EventList({ filters }: { filters: SecurityFilters }) {
  const { data, ...list } = api.admin.security.list.useInfiniteQuery(filters, {
    getNextPageParam: (page) => page.nextCursor,
  });
  if (!data) return <TableSkeleton label="Loading events" />;
  const events = data.pages.flatMap((page) => page.items);
  if (events.length === 0) {
    return (
      <EmptyState picture="search" title="No events found">
        Choose a longer period, or fewer filters.
      </EmptyState>
    );
  }
  return (
    <>
      <Card className="overflow-hidden">
        <ul className="divide-y divide-line">
          {events.map((event) => (
            <EventRow key={event.id} event={event} />
          ))}
        </ul>
      </Card>
      <ListFooter list={list} count={events.length} noun="event" />
    </>
  );
}
