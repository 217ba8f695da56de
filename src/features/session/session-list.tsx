"use client";
import type { RefObject } from "react";
import { Card } from "@/components/card";
import { Skeleton } from "@/components/skeleton";
import { formatCount } from "@/domain/count";
import { SessionRow } from "./session-row";
import { useSessions } from "./use-sessions";

const TEXT = {
  loading: "Loading sessions",
  more: (count: number) => `${formatCount(count, "older session")} not shown. “Sign out other sessions” includes them.`,
};

export function SessionList({ focusAfter }: { focusAfter: RefObject<HTMLElement | null> }) {
  const sessions = useSessions();
  if (!sessions) return <SessionListSkeleton />;
  return (
    <>
      <Card>
        <ul className="divide-y divide-line">
          {sessions.items.map((session) => (
            <SessionRow key={session.id} session={session} focusAfter={focusAfter} />
          ))}
        </ul>
      </Card>
      {sessions.more > 0 && <p className="mt-3 px-1 text-muted text-sm">{TEXT.more(sessions.more)}</p>}
    </>
  );
}

function SessionListSkeleton() {
  return (
    <Card aria-busy className="grid gap-6 p-6">
      <span className="sr-only" role="status">
        {TEXT.loading}
      </span>
      {["a", "b"].map((key) => (
        <Skeleton key={key} className="h-20" />
      ))}
    </Card>
  );
}
