import { readSearch } from "@/domain/text";
import { type Get, oneOf } from "../search-params";

const SORTS = ["name", "stock"] as const;

export const readProductFilters = (get: Get) => ({
  search: readSearch(get("search")) || undefined,
  sort: oneOf(SORTS, get("sort")) ?? "name",
});
