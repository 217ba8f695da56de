import { readSearch } from "../read-search";

/** What an address asks for; what it asks for in vain is left out. */
export function readProductFilters(get: (name: string) => unknown) {
  return { search: readSearch(get), sort: get("sort") === "stock" ? ("stock" as const) : ("name" as const) };
}
