import { CircleCheck } from "lucide-react";
import type { ReactNode } from "react";

type Props = { title: string; action?: ReactNode; children: ReactNode };

/** Takes the place of what a link in a mail has asked for. */
export function LinkDone({ title, action, children }: Props) {
  return (
    <div role="status" className="grid justify-items-center gap-3 text-center">
      <CircleCheck aria-hidden className="size-10 text-accent" />
      <h2 className="font-display text-2xl">{title}</h2>
      <p className="text-muted">{children}</p>
      {action && <div className="mt-2">{action}</div>}
    </div>
  );
}
