"use client";
import { Command } from "cmdk";
import { CornerDownLeft, type LucideIcon, Search, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { Dialog } from "radix-ui";
import { type ReactNode, useRef, useState, useTransition } from "react";
import { Button } from "@/components/button";
import { PENDING_MARK } from "@/components/pending-mark";
import { spanTexts, Texts } from "@/components/span-texts";
import type { Role } from "@/domain/account";
import { useResults } from "./use-results";

export type PaletteProps = { viewer: { role: Role } | null; isOpen: boolean; onOpenChange: (isOpen: boolean) => void };

const TEXT = {
  title: "Jump to",
  placeholder: "Search pages, orders and products",
  none: "No results",
  search: (query: string) => (
    <Texts>
      Search products for “<bdi>{query}</bdi>”
    </Texts>
  ),
};
const SEARCH = "search";

/** The command palette: finds pages, recent orders, products and themes by a few letters. */
export default function Palette({ viewer, isOpen, onOpenChange }: PaletteProps) {
  const router = useRouter();
  const [isNavigating, startNavigation] = useTransition();
  const open = (href: string) => startNavigation(() => router.push(href));
  const [query, setQuery] = useState("");
  const groups = useResults(query, viewer, isOpen, open);
  const first = groups[0]?.results[0]?.id ?? SEARCH;
  // Undefined: the first result, whichever that is when products arrive later.
  const [chosen, setChosen] = useState<string>();
  const previousFocus = useRef<Element>(null); // gets the focus back on close, also when opened by Ctrl-K

  function change(next: boolean) {
    onOpenChange(next);
    if (!next) setQuery("");
  }
  const closeThen = (action: () => void) => () => {
    change(false);
    action();
  };

  return (
    <Dialog.Root open={isOpen} onOpenChange={change}>
      {isNavigating && PENDING_MARK}
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
          className="fixed inset-x-3 top-3 sm:top-[12dvh] z-50 mx-auto max-w-xl animate-rise overflow-hidden rounded-2xl border border-line bg-surface shadow-pop"
        >
          <Dialog.Title className="sr-only">{TEXT.title}</Dialog.Title>
          <Command
            label={TEXT.title}
            shouldFilter={false}
            value={chosen ?? first}
            onValueChange={(id) => setChosen(id === first ? undefined : id)}
            loop
          >
            <div className="flex items-center gap-3 border-line border-b px-4">
              <Search aria-hidden className="size-4 shrink-0 text-muted" />
              <Command.Input
                dir="auto"
                value={query}
                onValueChange={setQuery}
                maxLength={80}
                placeholder={TEXT.placeholder}
                className="h-14 w-full bg-transparent text-base outline-none placeholder:text-muted"
              />
              <kbd className="rounded-md border border-line px-1.5 py-0.5 font-sans text-muted text-xs max-sm:hidden">
                Esc
              </kbd>
              <Dialog.Close asChild>
                <Button variant="ghost" size="icon" aria-label="Close" className="-mr-2 sm:hidden">
                  <X aria-hidden />
                </Button>
              </Dialog.Close>
            </div>
            <Command.List className="max-h-[60dvh] overflow-y-auto overscroll-contain p-2">
              {groups.length === 0 && <p className="px-3 py-8 text-center text-muted text-sm">{TEXT.none}</p>}
              {groups.map(({ heading, results }) => (
                <Command.Group
                  key={heading}
                  heading={heading}
                  className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-3 [&_[cmdk-group-heading]]:pb-1.5 [&_[cmdk-group-heading]]:text-muted [&_[cmdk-group-heading]]:text-xs"
                >
                  {results.map(({ id, icon, content, select }) => (
                    <Item key={id} value={id} icon={icon} onSelect={closeThen(select)}>
                      {content}
                    </Item>
                  ))}
                </Command.Group>
              ))}
              {query.trim() && (
                <Item
                  value={SEARCH}
                  icon={Search}
                  onSelect={closeThen(() => open(`/products?search=${encodeURIComponent(query.trim())}`))}
                >
                  {TEXT.search(query.trim())}
                </Item>
              )}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type ItemProps = { value: string; icon: LucideIcon; onSelect: () => void; children: ReactNode };

function Item({ icon: Icon, children, ...props }: ItemProps) {
  return (
    <Command.Item
      className="group flex h-11 cursor-pointer items-center gap-3 rounded-lg px-3 text-sm data-[selected=true]:bg-sunken [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted"
      {...props}
    >
      <Icon aria-hidden />
      <span className="min-w-0 truncate">{spanTexts(children)}</span>
      <CornerDownLeft aria-hidden className="ml-auto opacity-0 group-data-[selected=true]:opacity-100" />
    </Command.Item>
  );
}
