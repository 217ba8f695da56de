"use client";
import NextLink, { useLinkStatus } from "next/link";
import type { ComponentProps } from "react";
import { PendingMark } from "./pending-mark";
import { spanTexts } from "./span-texts";

/** A link to a page of this site. It shows that it was pressed until the page is there. */
export function Link({ children, ...props }: ComponentProps<typeof NextLink>) {
  return (
    <NextLink {...props}>
      {spanTexts(children)}
      <LinkStatus />
    </NextLink>
  );
}

function LinkStatus() {
  return <PendingMark pending={useLinkStatus().pending} />;
}
