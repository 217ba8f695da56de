/** Reads the filters of the products from the URL. */
import { readSearch } from "@/domain/text";
import { type Get, oneOf } from "../search-params";

const PRODUCT_SORTS = ["name", "stock"] as const;

export const readProductFilters = (get: Get) => ({
  search: readSearch(get("search")) || undefined,
  sort: oneOf(PRODUCT_SORTS, get("sort")) ?? "name",
});
