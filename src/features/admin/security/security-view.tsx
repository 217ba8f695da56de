"use client";
import { PillFilter } from "@/components/pill-filter";
import { SECURITY_WINDOWS } from "@/domain/admin-security";
import { QueryBoundary } from "@/shell/query-boundary";
import { readSecurityFilters } from "../search-params";
import { useUrlState } from "../use-url-state";
import { EventFilters } from "./event-filters";
import { EventList } from "./event-list";
import { Refusals } from "./refusals";

const WINDOWS = SECURITY_WINDOWS.map((days) => ({
  value: String(days),
  label: days === 1 ? "24 hours" : `${days} days`,
}));

const CATEGORIES = [
  { value: "", label: "All" },
  { value: "alert", label: "Alerts" },
  { value: "refusal", label: "Refusals" },
  { value: "account", label: "Accounts" },
  { value: "act", label: "Acts of administrators" },
];

export function SecurityView() {
  const { params, set } = useUrlState();
  const filters = readSecurityFilters((name) => params.get(name));
  return (
    <div className="grid gap-6">
      <PillFilter label="Period" options={WINDOWS} value={String(filters.days)} onChange={(days) => set({ days })} />
      <QueryBoundary key={filters.days}>
        <Refusals days={filters.days} />
      </QueryBoundary>
      <section aria-label="Events" className="grid min-w-0 gap-6">
        <PillFilter
          label="Category"
          options={CATEGORIES}
          value={filters.category ?? ""}
          onChange={(category) => set({ category, kind: undefined })}
        />
        <EventFilters filters={filters} onChange={set} />
        <QueryBoundary key={JSON.stringify(filters)}>
          <EventList filters={filters} />
        </QueryBoundary>
      </section>
    </div>
  );
}
