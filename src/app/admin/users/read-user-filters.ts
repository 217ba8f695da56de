import { ROLES } from "@/domain/account";
import { readSearch } from "../read-search";

/** What an address asks for; what it asks for in vain is left out. */
export function readUserFilters(get: (name: string) => unknown) {
  return { search: readSearch(get), role: ROLES.find((role) => role === get("role")) };
}
