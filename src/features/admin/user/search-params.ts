import { ROLES } from "@/domain/account";
import { type Get, oneOf, readSearch } from "../search-params";

export const readUserFilters = (get: Get) => ({ search: readSearch(get), role: oneOf(ROLES, get("role")) });
