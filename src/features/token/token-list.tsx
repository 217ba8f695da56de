"use client";
import type { RefObject } from "react";
import { Card } from "@/components/card";
import { EmptyState } from "@/components/empty-state";
import { Skeleton } from "@/components/skeleton";
import { api } from "@/trpc/client";
import { TokenRow } from "./token-row";

export function TokenList({ focusAfter }: { focusAfter: RefObject<HTMLElement | null> }) {
  const { data, dataUpdatedAt } = api.token.list.useQuery();
  if (!data) return <TokenListSkeleton />;

  if (!data.items.length) {
    return (
      <EmptyState picture="key" title="No tokens yet">
        Create one for a script, cron job or spreadsheet that reads or places your orders.
      </EmptyState>
    );
  }
  return (
    <Card>
      <ul className="divide-y divide-line">
        {data.items.map((token) => (
          // The fetch time instead of the clock, so that server and client render the same text.
          <TokenRow key={token.id} token={token} now={dataUpdatedAt} focusAfter={focusAfter} />
        ))}
      </ul>
    </Card>
  );
}

function TokenListSkeleton() {
  return (
    <Card aria-busy className="grid gap-6 p-6">
      <span className="sr-only" role="status">
        Loading tokens
      </span>
      {["a", "b", "c"].map((key) => (
        <Skeleton key={key} className="h-20" />
      ))}
    </Card>
  );
}
