"use client";
import type { LucideIcon } from "lucide-react";
import { usePathname } from "next/navigation";
import { Link } from "./link";

type Item = { href: string; label: string; icon?: LucideIcon };

/** Section navigation. The current item is the one with the longest matching path. */
export function SubNav({ label, items }: { label: string; items: readonly Item[] }) {
  const path = usePathname();
  const isActive = (href: string) => path === href || path.startsWith(`${href}/`);
  const current = items.filter(({ href }) => isActive(href)).sort((a, b) => b.href.length - a.href.length)[0];
  return (
    <nav aria-label={label} className="print:hidden border-line border-b bg-sunken/50">
      <ul className="mx-auto flex max-w-6xl gap-1 overflow-x-auto px-2 sm:px-4">
        {items.map(({ href, label, icon: Icon }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={href === current?.href ? "page" : undefined}
              className="-outline-offset-2 flex h-12 items-center gap-2 whitespace-nowrap border-transparent border-b-2 px-2 font-medium text-muted text-sm transition-colors hover:text-ink aria-[current]:border-accent aria-[current]:text-ink"
            >
              {Icon && <Icon aria-hidden className="size-4 max-sm:hidden" />}
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
