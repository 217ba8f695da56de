"use client";
import { QueryBoundary } from "@/shell/query-boundary";
import { ActivityHint } from "./activity-hint";
import { ActivityList } from "./activity-list";

export function ActivityView() {
  return (
    <>
      <ActivityHint />
      <QueryBoundary>
        <ActivityList />
      </QueryBoundary>
    </>
  );
}
