"use client";
import { clsx } from "clsx";
import type { ComponentProps, MouseEvent } from "react";
import { Link } from "./link";

/** The one link of a row that is clickable as a whole: its ::after covers the row, which has the props of `linkedRow`. */
export function RowLink(props: ComponentProps<typeof Link>) {
  return <Link data-row="" {...props} />;
}

/** Other controls, and the cell around a checkbox, which is easily missed. */
const NOT_LINKED = "a, button, input, label, td:has(input)";

/** A click on a text above the link is passed to it, with its modifier keys, unless it ended a selection. */
function openRow(event: MouseEvent<HTMLElement>) {
  const isSelecting = window.getSelection()?.type === "Range";
  if (isSelecting || (event.target as Element).closest(NOT_LINKED)) return;
  const link = event.currentTarget.querySelector("[data-row]");
  link?.dispatchEvent(new MouseEvent("click", event.nativeEvent));
}

/** Props of a row with a RowLink. Texts and checkbox lie above the link, so that they can be selected. */
export const linkedRow = (className: string) => ({ className: clsx("linked-row", className), onClick: openRow });
