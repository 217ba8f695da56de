"use client";
import type { InfiniteData, MutationFunctionContext, Query, QueryClient, QueryKey } from "@tanstack/react-query";
import { getQueryKey } from "@trpc/react-query";
import type { InferQueryLikeData, InferQueryLikeInput } from "@trpc/react-query/shared";

type Procedure = Parameters<typeof getQueryKey>[0];
type ItemOf<List> = InferQueryLikeData<List> extends { items: (infer Item)[] } ? Item : never;
type FilterOf<List> = Partial<Omit<Exclude<InferQueryLikeInput<List>, void>, "cursor" | "limit">>;

type Options<ById, List, Input> = {
  /** The query of one row, with the input `{ id }`. */
  byId: ById;
  /** The query of the lists, with the output `{ items, nextCursor }`. An item is the row or a part of its fields. */
  list: List;
  /** The fields that the mutation will change, for the row of `byId` as well as for an item of `list`. */
  patch: (row: InferQueryLikeData<ById> | ItemOf<List>, input: Input) => Partial<InferQueryLikeData<ById>>;
  /** Whether a list with this filter contains the row. Without it, every list does. */
  keepInList?: (row: ItemOf<List>, filter: FilterOf<List>) => boolean;
  /** Called when the answer is in the cache. */
  onSuccess?: (row: InferQueryLikeData<ById>) => void;
  /** Called when the cache is rolled back. */
  onError?: (error: unknown) => void;
};

const keyOf = getQueryKey as (procedure: Procedure, input?: { id: string }, type?: "query") => QueryKey;

/**
 * Mutation options that change one row in the cache before the server answers.
 *
 * On mutate, `patch` is applied to the row in `byId` and in every cached page of `list`. On success, the answer (the
 * output of `byId`) replaces the row, without a refetch. On error, both queries are rolled back and refetched.
 *
 * ```ts
 * api.note.archive.useMutation(
 *   optimisticRow({
 *     byId: api.note.byId,
 *     list: api.note.list,
 *     patch: () => ({ isArchived: true }),
 *     keepInList: (note, filter) => note.isArchived === (filter.isArchived ?? false),
 *     onSuccess: () => void toast.success("Note archived"),
 *     onError: (error) => void toast.error(errorMessage(error)),
 *   }),
 * );
 * ```
 */
export function optimisticRow<ById extends Procedure, List extends Procedure, Input extends { id: string }>({
  byId,
  list,
  patch,
  keepInList = () => true,
  onSuccess,
  onError,
}: Options<ById, List, Input>) {
  type Row = InferQueryLikeData<ById>;
  type Item = ItemOf<List> & { id: string };
  type Page = { items: Item[] };
  type Lists = Page | InfiniteData<Page>;

  const listKey = keyOf(list);
  const rowKey = (id: string) => keyOf(byId, { id }, "query");
  const keysOf = (id: string) => [rowKey(id), listKey];
  const isInList = (row: Row | Item, [, query]: QueryKey) =>
    keepInList(row as Item, (query as { input?: FilterOf<List> } | undefined)?.input ?? {});

  const findLists = (client: QueryClient) => client.getQueryCache().findAll({ queryKey: listKey }) as Query<Lists>[];

  /** Cancels fetches, whose result would contain the old row. @returns the keys of the lists that are to be refetched */
  async function cancelFetches(client: QueryClient, id: string) {
    // setQueryData clears isInvalidated, so these lists would pass as fresh.
    const stale = findLists(client).filter(({ state }) => state.fetchStatus === "fetching" || state.isInvalidated);
    await Promise.all(keysOf(id).map((queryKey) => client.cancelQueries({ queryKey })));
    return stale.map(({ queryKey }) => queryKey);
  }

  function replaceInLists(client: QueryClient, id: string, replace: (item: Item) => Row | Item) {
    for (const { queryKey, state } of findLists(client)) {
      const replacePage = (page: Page): Page => ({
        ...page,
        items: page.items
          .map((item) => (item.id === id ? (replace(item) as Item) : item))
          .filter((item) => item.id !== id || isInList(item, queryKey)),
      });
      const change = (data?: Lists) =>
        data && ("pages" in data ? { ...data, pages: data.pages.map(replacePage) } : replacePage(data));
      client.setQueryData<Lists>(queryKey, change, { updatedAt: state.dataUpdatedAt });
    }
  }

  function findCached(client: QueryClient, id: string): Row | Item | undefined {
    const pages = findLists(client).flatMap(({ state: { data } }) =>
      data && "pages" in data ? data.pages : (data ?? []),
    );
    return client.getQueryData<Row>(rowKey(id)) ?? pages.flatMap(({ items }) => items).find((item) => item.id === id);
  }

  return {
    async onMutate(input: Input, { client }: MutationFunctionContext) {
      const stale = await cancelFetches(client, input.id);
      const snapshot = keysOf(input.id).flatMap((queryKey) => client.getQueriesData({ queryKey }));
      const original = findCached(client, input.id);
      const change = <Shape extends Row | Item>(row: Shape): Shape => ({ ...row, ...patch(row, input) });
      client.setQueryData<Row>(rowKey(input.id), (row) => row && change(row));
      replaceInLists(client, input.id, change);
      return { stale, snapshot, original };
    },

    async onSuccess(
      row: Row,
      { id }: Input,
      { stale, original }: { stale: QueryKey[]; original: Row | Item | undefined },
      { client }: MutationFunctionContext,
    ) {
      const refetch = [...stale, ...(await cancelFetches(client, id))];
      client.setQueryData(rowKey(id), row);
      replaceInLists(client, id, () => row);
      // The answer does not say at which position the row enters a list that did not contain it.
      for (const { queryKey } of findLists(client)) {
        if (isInList(row, queryKey) && !(original && isInList(original, queryKey))) refetch.push(queryKey);
      }
      for (const queryKey of refetch) client.invalidateQueries({ queryKey, exact: true });
      onSuccess?.(row);
    },

    async onError(
      error: unknown,
      { id }: Input,
      rollback: { snapshot: [QueryKey, unknown][] } | undefined,
      { client }: MutationFunctionContext,
    ) {
      for (const [key, data] of rollback?.snapshot ?? []) client.setQueryData(key, data);
      onError?.(error);
      await Promise.all(keysOf(id).map((queryKey) => client.invalidateQueries({ queryKey })));
    },
  };
}
