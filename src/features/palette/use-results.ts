"use client";
import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import type { Role } from "@/domain/account";
import { navItemsFor } from "@/shell/navigation";
import { rank } from "./rank";
import type { PaletteResult } from "./result";
import { useShopResults } from "./use-shop-results";

const THEMES = [
  { value: "light", label: "Use light theme", icon: Sun },
  { value: "dark", label: "Use dark theme", icon: Moon },
  { value: "system", label: "Use system theme", icon: Monitor },
];

/** The pages, what features find and the themes that match a query, in groups, the best first. */
export function useResults(
  query: string,
  viewer: { role: Role } | null,
  isOpen: boolean,
  openPage: (href: string) => void,
) {
  const { setTheme } = useTheme();
  const open = (href: string) => () => openPage(href);
  const shop = useShopResults(query, viewer !== null, isOpen, open);
  const pages: PaletteResult[] = navItemsFor(viewer?.role).map(({ href, label, keywords, icon }) => {
    return { id: href, name: label, keywords, icon, content: label, select: open(href) };
  });
  const themes: PaletteResult[] = THEMES.map(({ value, label, icon }) => {
    return { id: value, name: label, icon, content: label, select: () => setTheme(value) };
  });
  return rank([{ heading: "Pages", results: pages }, ...shop, { heading: "Theme", results: themes }], query.trim());
}
