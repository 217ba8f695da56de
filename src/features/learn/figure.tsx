import type { ReactNode } from "react";

/** A picture in a chapter, with its caption. */
export function Figure({ caption, children }: { caption: string; children: ReactNode }) {
  return (
    <figure className="boxes">
      {children}
      <figcaption>{caption}</figcaption>
    </figure>
  );
}
