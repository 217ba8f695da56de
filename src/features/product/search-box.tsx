import Form from "next/form";
import { Button } from "@/components/button";
import { SearchInput } from "@/components/search-input";

/** A plain form: the search is in the URL and works without JavaScript. */
export function SearchBox({ search }: { search: string }) {
  return (
    <Form action="/products" role="search" className="flex w-full gap-2 sm:w-auto sm:min-w-96">
      <SearchInput
        aria-label="Search products"
        placeholder="Lamp, paper, coffee ..."
        value={search}
        className="rounded-full border border-line-strong/70 bg-surface pr-3 text-base placeholder:text-muted hover:border-line-strong sm:text-[0.9375rem]"
      />
      <Button type="submit" variant="outline">
        Search
      </Button>
    </Form>
  );
}
