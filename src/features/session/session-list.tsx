"use client";
import type { RefObject } from "react";
import { Card } from "@/components/card";
import { Skeleton } from "@/components/skeleton";
import { SessionRow } from "./session-row";
import { useSessions } from "./use-sessions";

const TEXT = {
  loading: "Loading where you are signed in",
  more: (count: number) => `And ${count} more, seen less lately. “Sign out all others” ends them, too.`,
  seen: "“Last seen” is right to within five minutes. “From” is the network at the time of signing in.",
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
      <div className="mt-3 grid gap-1 px-1 text-muted text-sm">
        {sessions.more > 0 && <p>{TEXT.more(sessions.more)}</p>}
        <p>{TEXT.seen}</p>
      </div>
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
