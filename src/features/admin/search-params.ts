/** Reads the filters of the admin lists from the URL. Unknown values are ignored. */

/** Reads one parameter: from a page's `searchParams` or from `useSearchParams`. */
export type Get = (name: string) => unknown;

export const oneOf = <Value>(values: readonly Value[], value: unknown) => values.find((it) => it === value);

export function readSearch(get: Get): string | undefined {
  const search = get("search");
  return typeof search === "string" && search.trim() ? search.trim().slice(0, 80) : undefined;
}
