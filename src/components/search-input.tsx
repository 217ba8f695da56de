"use client";
import { clsx } from "clsx";
import { Search } from "lucide-react";
import { type ComponentProps, useEffect, useRef } from "react";

type Props = Omit<ComponentProps<"input">, "value"> & { "aria-label": string; value: string };

/** A search field that follows the URL's search term, except while it has the focus. */
export function SearchInput({ value, className, ...props }: Props) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current && input.current !== document.activeElement) input.current.value = value;
  }, [value]);
  return (
    <div className="relative flex-1 print:hidden">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-3.5 size-4 -translate-y-1/2 text-muted"
      />
      <input
        ref={input}
        type="search"
        dir="auto"
        name="search"
        defaultValue={value}
        maxLength={80}
        className={clsx("h-11 w-full pl-10", className)}
        {...props}
      />
    </div>
  );
}
