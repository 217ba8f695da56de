import type { LucideIcon } from "lucide-react";

export type NavItem = {
  href: string;
  label: string;
  icon: LucideIcon;
  /** Other words for the page, for the palette. */
  keywords?: string[];
};
export type NavSection = { label: string; items: readonly NavItem[] };
