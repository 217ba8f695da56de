import { Search } from "lucide-react";
import Form from "next/form";
import { Button } from "@/components/button";

/** A plain form: the search is in the address, and works without JavaScript. */
export function SearchBox({ search }: { search?: string }) {
  return (
    <Form action="/products" role="search" className="flex w-full gap-2 sm:w-auto">
      <div className="relative flex-1 sm:w-72">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-3.5 size-4 -translate-y-1/2 text-muted"
        />
        <input
          type="search"
          name="search"
          aria-label="Search products"
          placeholder="Lamp, paper, coffee ..."
          defaultValue={search}
          maxLength={80}
          className="h-11 w-full rounded-full border border-line-strong/70 bg-surface pr-3 pl-10 text-base placeholder:text-muted hover:border-line-strong sm:text-[0.9375rem]"
        />
      </div>
      <Button type="submit" look="outline">
        Search
      </Button>
    </Form>
  );
}
