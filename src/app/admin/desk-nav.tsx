"use client";
import { ChartColumn, Package, Tag, Users } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";

const PAGES = [
  { href: "/admin", label: "Overview", icon: ChartColumn },
  { href: "/admin/orders", label: "Orders", icon: Package },
  { href: "/admin/products", label: "Products", icon: Tag },
  { href: "/admin/users", label: "Users", icon: Users },
];

export function DeskNav() {
  const path = usePathname();
  return (
    <nav aria-label="Desk" className="border-line border-b bg-sunken/50">
      <ul className="mx-auto flex max-w-6xl gap-1 overflow-x-auto px-2 sm:px-4">
        {PAGES.map(({ href, label, icon: Icon }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={(href === "/admin" ? path === href : path.startsWith(href)) ? "page" : undefined}
              className="flex h-12 items-center gap-2 border-transparent border-b-2 px-2.5 font-medium text-muted text-sm transition-colors hover:text-ink aria-[current]:border-accent aria-[current]:text-ink sm:px-3"
            >
              <Icon aria-hidden className="size-4 max-sm:hidden" />
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
