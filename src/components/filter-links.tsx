"use client";
import type { MouseEvent } from "react";
import { Link } from "./link";

const variants = {
  pill: "pill",
  text: "inline-flex h-9 items-center whitespace-nowrap rounded-lg px-2 text-muted text-sm underline-offset-4 transition-colors hover:text-ink aria-[current]:text-ink aria-[current]:underline",
};

type Props = {
  label: string;
  links: readonly { href: string; label: string; isCurrent: boolean }[];
  variant?: keyof typeof variants;
  /** Replaces the navigation of a plain click. */
  onSelect?: (href: string) => void;
};

const isPlainClick = (event: MouseEvent) =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

/** A single-choice filter as a row of links: each choice has a URL, and works without JavaScript. */
export function FilterLinks({ label, links, variant = "pill", onSelect }: Props) {
  const onClick = (event: MouseEvent, href: string) => {
    if (!onSelect || !isPlainClick(event)) return;
    event.preventDefault();
    onSelect(href);
  };
  return (
    <nav aria-label={label} className="print:hidden -mx-4 min-w-0 overflow-x-auto px-4 py-1 sm:mx-0 sm:px-0">
      <ul className="flex gap-1.5">
        {links.map(({ href, label, isCurrent }) => (
          <li key={href}>
            <Link
              href={href}
              scroll={false}
              prefetch={false}
              aria-current={isCurrent ? "true" : undefined}
              onClick={onSelect && ((event) => onClick(event, href))}
              className={variants[variant]}
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
