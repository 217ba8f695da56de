"use client";
import { LoadMore } from "@/components/load-more";
import { formatCount } from "@/domain/count";
import { errorMessage } from "@/trpc/client";

/** As much of `useInfiniteQuery` as the footer needs. */
type List = {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  error: unknown;
  fetchNextPage: () => Promise<unknown>;
};

type Props = {
  list: List;
  /** How many rows are shown. */
  count: number;
  /** What a row is: `order`. */
  noun: string;
};

/** The end of a paged list: how much is shown, and a button for more. */
export function ListFooter({ list, count, noun }: Props) {
  return (
    <LoadMore
      hasMore={list.hasNextPage}
      pending={list.isFetchingNextPage}
      problem={list.isFetchNextPageError ? errorMessage(list.error) : undefined}
      shown={formatCount(count, noun) + (list.hasNextPage ? " so far" : "")}
      onLoad={list.fetchNextPage}
    />
  );
}
