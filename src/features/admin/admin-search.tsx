"use client";
import type { FormEvent } from "react";
import { inputStyle } from "@/components/field";
import { SearchInput } from "@/components/search-input";
import { useUrlState } from "./use-url-state";

/** Searches on Enter; clearing the field removes the search. */
export function AdminSearch({ label, placeholder }: { label: string; placeholder: string }) {
  const { params, set } = useUrlState();
  const search = params.get("search") ?? "";

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    set({ search: String(new FormData(event.currentTarget).get("search")).trim() });
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is not supported by all target browsers yet
    <form onSubmit={onSubmit} role="search" className="w-full sm:w-72">
      <SearchInput
        aria-label={label}
        placeholder={placeholder}
        value={search}
        onInput={(event) => event.currentTarget.value === "" && set({ search: "" })}
        className={inputStyle}
      />
    </form>
  );
}
