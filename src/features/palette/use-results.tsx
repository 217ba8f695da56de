"use client";
import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import type { Role } from "@/domain/account";
import { navItemsFor } from "@/shell/navigation";
import { useOrderResults } from "./order-results";
import { useProductResults } from "./product-results";
import { rank } from "./rank";
import type { PaletteGroup } from "./result";

const THEMES = [
  { value: "light", label: "Use light theme", icon: Sun },
  { value: "dark", label: "Use dark theme", icon: Moon },
  { value: "system", label: "Use system theme", icon: Monitor },
];

/** What matches a query, in groups, the best first: pages, themes, and what features find. */
export function useResults(
  query: string,
  viewer: { role: Role } | null,
  isOpen: boolean,
  openPage: (href: string) => void,
) {
  const { setTheme } = useTheme();
  const search = { query, isOpen, isSignedIn: viewer !== null, openPage };
  const pages = navItemsFor(viewer?.role).map(({ href, label, keywords, icon }) => {
    return { id: href, name: label, keywords, icon, content: label, select: () => openPage(href) };
  });
  const themes = THEMES.map(({ value, label, icon }) => {
    return { id: value, name: label, icon, content: label, select: () => setTheme(value) };
  });
  const groups: PaletteGroup[] = [
    { heading: "Pages", results: pages },
    useProductResults(search),
    useOrderResults(search),
    { heading: "Theme", results: themes },
  ];
  return rank(groups, query.trim());
}
