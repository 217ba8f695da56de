import type { ReactNode } from "react";
import { EmptyPicture, type EmptyPictureName } from "./empty-picture";

type Props = { picture: EmptyPictureName; title: string; children?: ReactNode; action?: ReactNode };

/** An empty list: the reason and the next step. */
export function EmptyState({ picture, title, children, action }: Props) {
  return (
    <div className="flex flex-col items-center rounded-2xl border border-line border-dashed px-6 py-14 text-center">
      <EmptyPicture name={picture} />
      <p className="font-display text-2xl">{title}</p>
      {children && <p className="mt-1.5 max-w-sm text-muted">{children}</p>}
      {action && <div className="mt-6">{action}</div>}
    </div>
  );
}
