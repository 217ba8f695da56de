/** Optimistic updates on a query cache without a server: trpc/optimistic.ts. */
import { type InfiniteData, type MutationFunctionContext, QueryClient } from "@tanstack/react-query";
import { createTRPCReact, getQueryKey } from "@trpc/react-query";
import { initTRPC } from "@trpc/server";
import { expect, it, vi } from "vitest";
import { z } from "zod";
import { optimisticRow } from "@/trpc/optimistic";

type Item = { id: string; isArchived: boolean };
type Note = Item & { text: string };
type Page = { items: Item[]; nextCursor: string | null };

const t = initTRPC.create();
const router = t.router({
  note: t.router({
    byId: t.procedure.input(z.object({ id: z.string() })).query((): Note => note),
    list: t.procedure
      .input(z.object({ isArchived: z.boolean().optional(), cursor: z.string().nullish() }))
      .query((): Page => ({ items: [], nextCursor: null })),
    archive: t.procedure.input(z.object({ id: z.string() })).mutation((): Note => archived),
  }),
});
const api = createTRPCReact<typeof router>();

const note: Note = { id: "a", isArchived: false, text: "before" };
const archived: Note = { id: "a", isArchived: true, text: "from the server" };
const other: Item = { id: "b", isArchived: false };
const rowKey = getQueryKey(api.note.byId, { id: "a" }, "query");
const listKey = (isArchived?: boolean) => getQueryKey(api.note.list, { isArchived }, "infinite");

/** A cache with the row, and with the unfiltered list and both filtered lists. */
function setUp() {
  const client = new QueryClient();
  const pages = (...pages: Item[][]) => ({
    pages: pages.map((items) => ({ items })),
    pageParams: pages.map(() => null),
  });
  client.setQueryData(rowKey, note);
  client.setQueryData(listKey(), pages([other], [{ id: "a", isArchived: false }]));
  client.setQueryData(listKey(false), pages([other, { id: "a", isArchived: false }]));
  client.setQueryData(listKey(true), pages([]));
  const onSuccess = vi.fn();
  const onError = vi.fn();
  const options = optimisticRow({
    byId: api.note.byId,
    list: api.note.list,
    patch: (_, _input: { id: string }) => ({ isArchived: true }),
    keepInList: (item, filter) => filter.isArchived === undefined || filter.isArchived === item.isArchived,
    onSuccess,
    onError,
  });
  const context: MutationFunctionContext = { client, meta: undefined };
  return { client, options, context, onSuccess, onError };
}

const itemsOf = (client: QueryClient, isArchived?: boolean) =>
  client.getQueryData<InfiniteData<Page>>(listKey(isArchived))?.pages.map(({ items }) => items);
const isInvalidated = (client: QueryClient, queryKey: readonly unknown[]) =>
  client.getQueryCache().find({ queryKey })?.state.isInvalidated;

it("mutate: changes the row in byId and every page, removes it from filtered lists", async () => {
  const { client, options, context } = setUp();
  await options.onMutate({ id: "a" }, context);
  expect(client.getQueryData(rowKey)).toEqual({ ...note, isArchived: true });
  expect(itemsOf(client)).toEqual([[other], [{ id: "a", isArchived: true }]]);
  expect(itemsOf(client, false)).toEqual([[other]]);
});

it("success: the answer replaces the row, and only a list that the row enters is invalidated", async () => {
  const { client, options, context, onSuccess } = setUp();
  const rollback = await options.onMutate({ id: "a" }, context);
  await options.onSuccess(archived, { id: "a" }, rollback, context);
  expect(client.getQueryData(rowKey)).toEqual(archived);
  expect(itemsOf(client)).toEqual([[other], [archived]]);
  expect([rowKey, listKey(), listKey(false), listKey(true)].map((key) => isInvalidated(client, key))).toEqual([
    false,
    false,
    false,
    true,
  ]);
  expect(onSuccess).toHaveBeenCalledExactlyOnceWith(archived);
});

it("success: a list that was invalidated before is still invalidated", async () => {
  const { client, options, context } = setUp();
  await client.invalidateQueries({ queryKey: listKey() });
  const rollback = await options.onMutate({ id: "a" }, context);
  await options.onSuccess(archived, { id: "a" }, rollback, context);
  expect(isInvalidated(client, listKey())).toBe(true);
});

it("error: the row and the lists are rolled back and invalidated", async () => {
  const { client, options, context, onError } = setUp();
  const rollback = await options.onMutate({ id: "a" }, context);
  const error = new Error("rejected");
  await options.onError(error, { id: "a" }, rollback, context);
  expect(client.getQueryData(rowKey)).toEqual(note);
  expect(itemsOf(client)).toEqual([[other], [{ id: "a", isArchived: false }]]);
  expect(itemsOf(client, false)).toEqual([[other, { id: "a", isArchived: false }]]);
  expect([rowKey, listKey()].map((key) => isInvalidated(client, key))).toEqual([true, true]);
  expect(onError).toHaveBeenCalledExactlyOnceWith(error);
});
