"use client";
import type { LucideIcon } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";

export type Place = { href: string; label: string; icon?: LucideIcon };

/** The pages of a part of the house. The one is current whose address goes furthest along with ours. */
export function SubNav({ label, places }: { label: string; places: readonly Place[] }) {
  const path = usePathname();
  const isWithin = (href: string) => path === href || path.startsWith(`${href}/`);
  const current = places.filter(({ href }) => isWithin(href)).sort((a, b) => b.href.length - a.href.length)[0];
  return (
    <nav aria-label={label} className="border-line border-b bg-sunken/50">
      <ul className="mx-auto flex max-w-6xl gap-1 overflow-x-auto px-2 sm:px-4">
        {places.map(({ href, label, icon: Icon }) => (
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
