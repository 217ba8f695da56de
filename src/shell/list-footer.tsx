"use client";
import { LoadMore } from "@/components/load-more";
import { formatCount } from "@/domain/count";
import { errorMessage } from "@/trpc/client";

/** The part of a `useInfiniteQuery` result that the footer uses. */
type List = {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  error: unknown;
  fetchNextPage: (options: { cancelRefetch: boolean }) => Promise<unknown>;
};

type Props = {
  list: List;
  /** The number of rows shown. */
  count: number;
  /** The singular noun for a row, such as `session`. */
  noun: string;
};

/** The end of a paged list: the row count and the Load more button. */
export function ListFooter({ list, count, noun }: Props) {
  return (
    <LoadMore
      hasMore={list.hasNextPage}
      pending={list.isFetchingNextPage}
      error={list.isFetchNextPageError ? errorMessage(list.error) : undefined}
      summary={formatCount(count, noun) + (list.hasNextPage ? " so far" : "")}
      onLoad={() => list.fetchNextPage({ cancelRefetch: false })} // the second of two calls in one frame does nothing
    />
  );
}
