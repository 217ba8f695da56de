"use client";
import { api, errorData } from "@/trpc/client";

/** My account; undefined while it loads. Not a suspense query, for the reason that order-list.tsx gives. */
export function useMe() {
  return api.account.me.useQuery(undefined, {
    throwOnError: (error, query) => query.state.data === undefined && errorData(error)?.code !== "UNAUTHORIZED",
  }).data;
}
