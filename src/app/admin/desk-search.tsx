"use client";
import { Search } from "lucide-react";
import type { FormEvent } from "react";
import { inputStyle } from "@/components/field";
import { useAddress } from "./use-address";

/** Searches on Enter, and shows everything again when it is emptied. */
export function DeskSearch({ label, placeholder }: { label: string; placeholder: string }) {
  const { params, set } = useAddress();
  const search = params.get("search") ?? "";

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    set({ search: String(new FormData(event.currentTarget).get("search")).trim() });
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: the element <search> is not known to all browsers of our customers yet
    <form onSubmit={onSubmit} role="search" className="relative w-full sm:w-72">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-3.5 size-4 -translate-y-1/2 text-muted"
      />
      <input
        key={search}
        type="search"
        name="search"
        aria-label={label}
        placeholder={placeholder}
        defaultValue={search}
        maxLength={80}
        onInput={(event) => event.currentTarget.value === "" && set({ search: "" })}
        className={`${inputStyle} h-11 pl-10`}
      />
    </form>
  );
}
