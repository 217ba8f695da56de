"use client";
import { Card } from "@/components/card";
import { EmptyState } from "@/components/empty-state";
import { Skeleton } from "@/components/skeleton";
import { ListFooter } from "@/shell/list-footer";
import { api } from "@/trpc/client";
import { ActivityRow } from "./activity-row";

export function ActivityList() {
  const { data, ...list } = api.activity.list.useInfiniteQuery({}, { getNextPageParam: (page) => page.nextCursor });
  if (!data) return <ActivityListSkeleton />;
  const events = data.pages.flatMap((page) => page.items);

  if (!events.length) {
    return (
      <EmptyState picture="search" title="No activity yet">
        Sign-ins and changes of your account appear here.
      </EmptyState>
    );
  }
  return (
    <>
      <Card className="overflow-hidden">
        <ul className="divide-y divide-line">
          {events.map((event) => (
            <ActivityRow key={event.id} event={event} />
          ))}
        </ul>
      </Card>
      <ListFooter list={list} count={events.length} noun="event" />
    </>
  );
}

function ActivityListSkeleton() {
  return (
    <Card aria-busy className="grid gap-6 p-6">
      <span className="sr-only" role="status">
        Loading activity
      </span>
      {["a", "b", "c", "d"].map((key) => (
        <Skeleton key={key} className="h-12" />
      ))}
    </Card>
  );
}
