import Link from "next/link";
import { CATALOG_SORTS, CATEGORIES, CATEGORY_NAMES } from "@/domain/product";
import { type CatalogFilters, catalogHref } from "./search-params";

const SORTS = { name: "Name", newest: "Newest", lowest: "Price: low to high", highest: "Price: high to low" };

/** Links, so that each filter has a URL and works without JavaScript. */
export function CatalogFilterLinks({ filters }: { filters: CatalogFilters }) {
  const categories = [undefined, ...CATEGORY_NAMES].map((category) => ({
    href: catalogHref({ ...filters, category }),
    label: category ? CATEGORIES[category] : "All",
    isCurrent: category === filters.category,
  }));
  const sorts = CATALOG_SORTS.map((sort) => ({
    href: catalogHref({ ...filters, sort }),
    label: SORTS[sort],
    isCurrent: sort === filters.sort,
  }));
  return (
    <div className="mb-8 flex flex-wrap items-center justify-between gap-x-8 gap-y-2">
      <LinkRow
        label="Category"
        links={categories}
        linkStyle="rounded-full border border-line px-3.5 hover:border-line-strong aria-[current]:border-ink aria-[current]:bg-ink aria-[current]:text-paper"
      />
      <LinkRow
        label="Sort by"
        links={sorts}
        linkStyle="rounded-lg px-2 underline-offset-4 aria-[current]:text-ink aria-[current]:underline"
      />
    </div>
  );
}

type RowProps = { label: string; links: { href: string; label: string; isCurrent: boolean }[]; linkStyle: string };

function LinkRow({ label, links, linkStyle }: RowProps) {
  return (
    <nav aria-label={label} className="-mx-4 min-w-0 overflow-x-auto px-4 py-1 sm:mx-0 sm:px-0">
      <ul className="flex gap-1.5">
        {links.map(({ href, label, isCurrent }) => (
          <li key={href}>
            <Link
              href={href}
              scroll={false}
              prefetch={false}
              aria-current={isCurrent ? "true" : undefined}
              className={`inline-flex h-9 items-center whitespace-nowrap text-muted text-sm transition-colors hover:text-ink ${linkStyle}`}
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
