"use client";
import type { FormEvent } from "react";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { Select } from "@/components/select";
import { categoryOf, SECURITY_EVENT_KINDS, SECURITY_EVENTS } from "@/domain/security-event";
import type { SecurityFilters } from "../search-params";

type Props = { filters: SecurityFilters; onChange: (changes: Record<string, string | undefined>) => void };

/** Filters that are applied together. */
export function EventFilters({ filters, onChange }: Props) {
  const kinds = SECURITY_EVENT_KINDS.filter((kind) => !filters.category || categoryOf(kind) === filters.category);
  const options = [
    { value: "", label: "All events" },
    ...kinds.map((value) => ({ value, label: SECURITY_EVENTS[value] })),
  ];

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value).trim()]);
    onChange(Object.fromEntries(fields));
  }

  return (
    // The key resets the fields when the URL changes by another control.
    <form
      key={JSON.stringify(filters)}
      onSubmit={onSubmit}
      className="print:hidden grid grid-cols-2 items-end gap-4 lg:grid-cols-[repeat(4,minmax(0,1fr))_auto]"
    >
      <Select label="Event" name="kind" options={options} defaultValue={filters.kind ?? ""} />
      <Field label="User" name="user" defaultValue={filters.user} maxLength={254} placeholder="Email or ID" />
      <Field label="Address" name="address" defaultValue={filters.address} maxLength={64} placeholder="203.0.113.7" />
      <Field label="Request ID" name="requestId" defaultValue={filters.requestId} maxLength={64} />
      <Button type="submit" variant="outline" className="max-lg:col-span-2">
        Apply
      </Button>
    </form>
  );
}
