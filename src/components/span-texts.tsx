import { Children, type ReactNode } from "react";

/**
 * Puts each text among the children into its own element. Browser translation replaces text nodes, so React can neither
 * update one that has siblings nor insert a sibling before it. The key makes a changed text a new element.
 */
export function spanTexts(children: ReactNode): ReactNode[] {
  const parts: ReactNode[] = [];
  for (const child of Children.toArray(children)) {
    const last = parts.at(-1);
    const isText = typeof child === "string" || typeof child === "number";
    if (isText && typeof last === "string") parts[parts.length - 1] = `${last}${child}`;
    else parts.push(isText ? String(child) : child);
  }
  return parts.map((part) => (typeof part === "string" && part.trim() ? <span key={part}>{part}</span> : part));
}

/** Texts among other elements, each in an element of its own: see spanTexts. */
export const Texts = ({ children }: { children: ReactNode }) => spanTexts(children);
