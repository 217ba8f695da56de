import { ORDER_STATUSES, type OrderStatus } from "@/domain/order";
import { readSearch } from "../read-search";

const SORTS = ["newest", "oldest", "highest", "lowest"] as const;

type Filters = { status?: OrderStatus; search?: string; sort: (typeof SORTS)[number] };

/** What an address asks for; what it asks for in vain is left out. */
export function readFilters(get: (name: string) => unknown): Filters {
  return {
    status: ORDER_STATUSES.find((status) => status === get("status")),
    search: readSearch(get),
    sort: SORTS.find((sort) => sort === get("sort")) ?? "newest",
  };
}
