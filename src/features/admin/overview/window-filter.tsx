import { FilterLinks } from "@/components/filter-links";
import { WINDOWS, type Window } from "@/domain/admin-overview";
import { DEFAULT_WINDOW } from "./search-params";

export function WindowFilter({ current }: { current: Window }) {
  const links = WINDOWS.map((days) => ({
    href: days === DEFAULT_WINDOW ? "/admin" : `/admin?days=${days}`,
    label: `${days} days`,
    isCurrent: days === current,
  }));
  return <FilterLinks label="Window of time" links={links} />;
}
