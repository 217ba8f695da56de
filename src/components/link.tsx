"use client";
import NextLink, { useLinkStatus } from "next/link";
import type { ComponentProps } from "react";
import { spanTexts } from "./span-texts";

/** A link to a page of this site. It shows that it was pressed until the page is there: see globals.css. */
export function Link({ children, ...props }: ComponentProps<typeof NextLink>) {
  return (
    <NextLink {...props}>
      {spanTexts(children)}
      <PendingMark />
    </NextLink>
  );
}

/** Always rendered, so that nothing in the link moves. */
function PendingMark() {
  return <span hidden data-pending={useLinkStatus().pending || undefined} />;
}
