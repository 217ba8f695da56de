"use client";
import { Tag } from "lucide-react";
import { useDeferredValue } from "react";
import { api } from "@/trpc/client";
import type { PaletteGroup, Search } from "./result";

/** The products that the server finds. */
export function useProductResults({ query, isOpen, openPage }: Search): PaletteGroup {
  const search = useDeferredValue(query.trim());
  const hasSearch = search.length > 1;
  const products = api.product.list.useQuery(
    { search, limit: 5 },
    { enabled: isOpen && hasSearch, placeholderData: (previous) => previous, throwOnError: false },
  );
  const results = ((hasSearch && products.data?.items) || []).map(({ id, name }) => {
    const href = `/products/${id}`;
    // The query is a keyword: the server may have found it in the description.
    return { id: href, name, keywords: [query], icon: Tag, content: <bdi>{name}</bdi>, select: () => openPage(href) };
  });
  return { heading: "Products", results };
}
