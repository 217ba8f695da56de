"use client";
import { useSearchParams } from "next/navigation";

/**
 * What is searched, filtered and sorted stands in the address, so that a view can be sent to a colleague. Only the
 * address changes; the list beside fetches what it needs.
 */
export function useUrlState() {
  const params = useSearchParams();
  return {
    params,
    /** Sets what is named; an empty value is taken out. */
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
