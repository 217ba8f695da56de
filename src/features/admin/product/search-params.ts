import { type Get, oneOf, readSearch } from "../search-params";

const SORTS = ["name", "stock"] as const;

export const readProductFilters = (get: Get) => ({
  search: readSearch(get),
  sort: oneOf(SORTS, get("sort")) ?? "name",
});
