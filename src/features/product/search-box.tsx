import Form from "next/form";
import { Button } from "@/components/button";
import { SearchInput } from "@/components/search-input";
import type { CatalogFilters } from "./search-params";

/** A plain form: the search is in the URL and works without JavaScript. It keeps the other filters. */
export function SearchBox({ filters: { search = "", category, sort } }: { filters: CatalogFilters }) {
  return (
    <Form action="/products" role="search" className="flex w-full gap-2 sm:w-auto sm:min-w-96">
      <SearchInput
        aria-label="Search products"
        placeholder="Lamp, paper, coffee ..."
        value={search}
        className="rounded-full border border-line-strong/70 bg-surface pr-3 text-base placeholder:text-muted hover:border-line-strong sm:text-[0.9375rem]"
      />
      {category && <input type="hidden" name="category" value={category} />}
      {sort !== "name" && <input type="hidden" name="sort" value={sort} />}
      <Button type="submit" variant="outline">
        Search
      </Button>
    </Form>
  );
}
