import type { ReactNode } from "react";
import { Time } from "@/shell/time";

type Props = { post: { author: string | null; createdAt: Date; editedAt: Date | null }; children?: ReactNode };

/** Who wrote a post and when, and what sets it apart. */
export function Byline({ post: { author, createdAt, editedAt }, children }: Props) {
  return (
    <div className="by">
      {author !== null && <bdi className="font-medium text-ink">{author}</bdi>}
      <Time date={createdAt} format="relative" />
      {editedAt && (
        <span>
          <span>edited </span>
          <Time date={editedAt} format="relative" />
        </span>
      )}
      {children}
    </div>
  );
}
