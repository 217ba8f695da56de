"use client";
import NextLink, { type LinkProps, useLinkStatus } from "next/link";
import type { ComponentProps } from "react";
import { PENDING_MARK } from "./pending-mark";
import { spanTexts } from "./span-texts";

type Props = Omit<ComponentProps<"a">, "href"> & Pick<LinkProps, "prefetch" | "replace" | "scroll"> & { href: string };

/** A link to a page of this site. It shows that it was pressed until the page is there. */
export function Link(props: Props) {
  // On the server only the element matters, and Next's component would take a third of the time of a list.
  return typeof window === "undefined" ? <Anchor {...props} /> : <BrowserLink {...props} />;
}

function Anchor({ prefetch, replace, scroll, children, ...props }: Props) {
  return <a {...props}>{spanTexts(children)}</a>;
}

function BrowserLink({ children, ...props }: Props) {
  return (
    <NextLink {...props}>
      {spanTexts(children)}
      <LinkStatus />
    </NextLink>
  );
}

function LinkStatus() {
  return useLinkStatus().pending && PENDING_MARK;
}
