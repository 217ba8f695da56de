"use client";
import { Command } from "cmdk";
import { CornerDownLeft, Monitor, Moon, Package, Search, Sun, Tag } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTheme } from "next-themes";
import { Dialog } from "radix-ui";
import { type ReactNode, useDeferredValue, useRef, useState, useTransition } from "react";
import { PendingMark } from "@/components/pending-mark";
import { spanTexts } from "@/components/span-texts";
import type { Role } from "@/domain/account";
import { orderReference } from "@/domain/order";
import { ORDER_STATUS } from "@/features/order";
import { navItemsFor } from "@/shell/navigation";
import { api } from "@/trpc/client";

export type PaletteProps = { viewer: { role: Role } | null; isOpen: boolean; onOpenChange: (isOpen: boolean) => void };

const TEXT = {
  title: "Jump to",
  placeholder: "Search pages, orders and products",
  none: "No results",
  search: (query: string) => `Search products for “${query}”`,
};

const THEMES = [
  { value: "light", label: "Use light theme", icon: Sun },
  { value: "dark", label: "Use dark theme", icon: Moon },
  { value: "system", label: "Use system theme", icon: Monitor },
];

/** Matches if every word is a substring. The fuzzy match of cmdk accepts scattered letters and finds too much. */
const matchesWords = (value: string, query: string, keywords: string[] = []) => {
  const text = [value, ...keywords].join(" ").toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
    ? 1
    : 0;
};

/** The command palette: finds pages, recent orders, products and themes by a few letters. */
export default function Palette({ viewer, isOpen, onOpenChange }: PaletteProps) {
  const router = useRouter();
  const [isNavigating, startNavigation] = useTransition();
  const { setTheme } = useTheme();
  const [query, setQuery] = useState("");
  const previousFocus = useRef<Element>(null); // gets the focus back on close, also when opened by Ctrl-K
  const orders = api.order.list.useInfiniteQuery(
    {},
    { enabled: viewer !== null && isOpen, getNextPageParam: (page) => page.nextCursor, throwOnError: false },
  );
  const recentOrders = orders.data?.pages[0]?.items ?? [];
  const search = useDeferredValue(query.trim());
  const products = api.product.list.useQuery(
    { search, limit: 5 },
    { enabled: isOpen && search.length > 1, placeholderData: (previous) => previous, throwOnError: false },
  );

  const foundProducts = search.length > 1 ? (products.data?.items ?? []) : [];

  function change(next: boolean) {
    onOpenChange(next);
    if (!next) setQuery("");
  }
  const closeThen = (action: () => void) => () => {
    change(false);
    action();
  };
  const go = (href: string) => closeThen(() => startNavigation(() => router.push(href)));

  return (
    <Dialog.Root open={isOpen} onOpenChange={change}>
      <PendingMark pending={isNavigating} />
      <Dialog.Portal>
        <Dialog.Overlay className="scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          onOpenAutoFocus={() => {
            previousFocus.current = document.activeElement;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (previousFocus.current instanceof HTMLElement) previousFocus.current.focus();
          }}
          className="fixed inset-x-3 top-[12dvh] z-50 mx-auto max-w-xl animate-rise overflow-hidden rounded-2xl border border-line bg-surface shadow-pop"
        >
          <Dialog.Title className="sr-only">{TEXT.title}</Dialog.Title>
          <Command label={TEXT.title} filter={matchesWords} loop>
            <div className="flex items-center gap-3 border-line border-b px-4">
              <Search aria-hidden className="size-4 shrink-0 text-muted" />
              <Command.Input
                value={query}
                onValueChange={setQuery}
                maxLength={80}
                placeholder={TEXT.placeholder}
                className="h-14 w-full bg-transparent text-base outline-none placeholder:text-muted"
              />
              <kbd className="rounded-md border border-line px-1.5 py-0.5 font-sans text-muted text-xs">Esc</kbd>
            </div>
            <Command.List className="max-h-[60dvh] overflow-y-auto p-2">
              {/* The item count of cmdk excludes groups with forceMount, such as the products. */}
              {foundProducts.length === 0 && (
                <Command.Empty className="px-3 py-8 text-center text-muted text-sm">{TEXT.none}</Command.Empty>
              )}
              <Group heading="Pages">
                {navItemsFor(viewer?.role).map(({ href, label, keywords, icon: Icon }) => (
                  <Item key={href} value={label} keywords={keywords} onSelect={go(href)}>
                    <Icon aria-hidden />
                    {label}
                  </Item>
                ))}
              </Group>
              {recentOrders.length > 0 && (
                <Group heading="Recent orders">
                  {recentOrders.map(({ id, status, lines }) => (
                    <Item
                      key={id}
                      value={`Order ${orderReference(id)}`}
                      keywords={[ORDER_STATUS[status].label, ...lines.map(({ name }) => name)]}
                      onSelect={go(`/orders/${id}`)}
                    >
                      <Package aria-hidden />
                      <span className="min-w-0 truncate">
                        <span>Order</span> <span className="font-mono">{orderReference(id)}</span>
                        <span className="text-muted">{` · ${lines.map(({ name }) => name).join(", ")}`}</span>
                      </span>
                    </Item>
                  ))}
                </Group>
              )}
              <Group heading="Theme">
                {THEMES.map(({ value, label, icon: Icon }) => (
                  <Item key={value} value={label} onSelect={closeThen(() => setTheme(value))}>
                    <Icon aria-hidden />
                    {label}
                  </Item>
                ))}
              </Group>
              {query.trim() && (
                <Group heading="Products" forceMount>
                  {foundProducts.map(({ id, name }) => (
                    <Item key={id} value={name} onSelect={go(`/products/${id}`)}>
                      <Tag aria-hidden />
                      {name}
                    </Item>
                  ))}
                  <Item
                    forceMount
                    value={`search ${query}`}
                    onSelect={go(`/products?search=${encodeURIComponent(query.trim())}`)}
                  >
                    <Search aria-hidden />
                    {TEXT.search(query.trim())}
                  </Item>
                </Group>
              )}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type GroupProps = { heading: string; forceMount?: boolean; children: ReactNode };

function Group(props: GroupProps) {
  return (
    <Command.Group
      className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-3 [&_[cmdk-group-heading]]:pb-1.5 [&_[cmdk-group-heading]]:text-muted [&_[cmdk-group-heading]]:text-xs"
      {...props}
    />
  );
}

type ItemProps = {
  value: string;
  keywords?: string[];
  forceMount?: boolean;
  onSelect: () => void;
  children: ReactNode;
};

function Item({ children, ...props }: ItemProps) {
  return (
    <Command.Item
      className="group flex h-11 cursor-pointer items-center gap-3 rounded-lg px-3 text-sm data-[selected=true]:bg-sunken [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted"
      {...props}
    >
      {spanTexts(children)}
      <CornerDownLeft aria-hidden className="ml-auto opacity-0 group-data-[selected=true]:opacity-100" />
    </Command.Item>
  );
}
