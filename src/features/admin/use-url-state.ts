"use client";
import { useSearchParams } from "next/navigation";

/**
 * Search, filters and sort order live in the URL, so that a view can be shared as a link. Only the URL changes, without
 * a page load; the list refetches.
 */
export function useUrlState() {
  const params = useSearchParams();
  return {
    params,
    /** Sets the given parameters; an empty value removes one. */
    set(changes: Record<string, string | undefined>) {
      const next = new URLSearchParams(params);
      for (const [name, value] of Object.entries(changes)) {
        if (value) next.set(name, value);
        else next.delete(name);
      }
      const query = next.toString();
      window.history.replaceState(null, "", query ? `?${query}` : window.location.pathname);
    },
  };
}
