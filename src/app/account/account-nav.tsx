"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";

const PLACES = [
  { href: "/account", label: "Profile" },
  { href: "/account/security", label: "Security" },
  { href: "/account/tokens", label: "Access tokens" },
  { href: "/account/data", label: "Your data" },
];

export function AccountNav() {
  const path = usePathname();
  return (
    <nav aria-label="Account" className="border-line border-b">
      <ul className="mx-auto flex max-w-6xl gap-5 overflow-x-auto px-4 sm:gap-8 sm:px-6">
        {PLACES.map(({ href, label }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={path === href ? "page" : undefined}
              className="-outline-offset-2 block whitespace-nowrap border-transparent border-b-2 py-3.5 text-muted text-sm transition-colors hover:text-ink aria-[current]:border-accent aria-[current]:font-medium aria-[current]:text-ink"
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
