/** What is searched for in an address, if that can be. */
export function readSearch(get: (name: string) => unknown): string | undefined {
  const search = get("search");
  return typeof search === "string" && search.trim() ? search.trim().slice(0, 80) : undefined;
}
