import { ORDER_STATUSES } from "@/domain/order";
import { type Get, oneOf, readSearch } from "../search-params";

const SORTS = ["newest", "oldest", "highest", "lowest"] as const;

export const readOrderFilters = (get: Get) => ({
  status: oneOf(ORDER_STATUSES, get("status")),
  search: readSearch(get),
  sort: oneOf(SORTS, get("sort")) ?? "newest",
});
