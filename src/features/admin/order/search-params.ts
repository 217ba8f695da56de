/** Reads the filters of the orders from the URL. */
import { ORDER_STATUSES } from "@/domain/order";
import { readSearch } from "@/domain/text";
import { type Get, oneOf } from "../search-params";

const ORDER_SORTS = ["newest", "oldest", "highest", "lowest"] as const;

export const readOrderFilters = (get: Get) => ({
  status: oneOf(ORDER_STATUSES, get("status")),
  search: readSearch(get("search")) || undefined,
  sort: oneOf(ORDER_SORTS, get("sort")) ?? "newest",
});
