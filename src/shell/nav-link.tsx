"use client";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Link } from "@/components/link";

export function NavLink({ href, children }: { href: string; children: ReactNode }) {
  const current = usePathname().startsWith(href);
  return (
    <Link
      href={href}
      aria-current={current ? "page" : undefined}
      className="whitespace-nowrap rounded-full px-2.5 py-2 font-medium text-muted max-[23rem]:px-1.5 text-sm transition-colors hover:text-ink aria-[current]:text-ink sm:px-3.5"
    >
      {children}
    </Link>
  );
}
