/** Reads the filters of the admin lists from the URL. Unknown values are ignored. */
import { ROLES } from "@/domain/account";
import { DEFAULT_SECURITY_WINDOW, SECURITY_WINDOWS } from "@/domain/admin-security";
import { CATEGORIES, SECURITY_EVENT_KINDS } from "@/domain/security-event";
import { cleanText, readSearch } from "@/domain/text";

/** Reads one parameter: from a page's `searchParams` or from `useSearchParams`. */
export type Get = (name: string) => unknown;

export const oneOf = <Value>(values: readonly Value[], value: unknown) => values.find((it) => it === value);

export const readUserFilters = (get: Get) => ({
  search: readSearch(get("search")) || undefined,
  role: oneOf(ROLES, get("role")),
});

const exact = (value: unknown, max: number) => (typeof value === "string" && cleanText(value, max)) || undefined;

export const readSecurityFilters = (get: Get) => ({
  category: oneOf(CATEGORIES, get("category")),
  kind: oneOf(SECURITY_EVENT_KINDS, get("kind")),
  user: exact(get("user"), 254),
  address: exact(get("address"), 64),
  requestId: exact(get("requestId"), 64),
  days: SECURITY_WINDOWS.find((days) => String(days) === get("days")) ?? DEFAULT_SECURITY_WINDOW,
});
export type SecurityFilters = ReturnType<typeof readSecurityFilters>;
