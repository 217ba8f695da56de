import type { ReactNode } from "react";
import { Code } from "./code";

type Props = { title: string; level?: 3 | 4; actions?: ReactNode; code: ReactNode; children?: ReactNode };

/** Titled code, dark in both themes. @param children below the code */
export function CodePanel({ title, level = 4, actions, code, children }: Props) {
  const Heading = `h${level}` as const;
  return (
    <div className="dark min-w-0 overflow-hidden rounded-xl border border-line bg-paper text-ink text-sm">
      <div className="flex min-h-12 items-center justify-between gap-3 border-b px-4 py-1.5">
        <Heading className="text-muted">{title}</Heading>
        {actions}
      </div>
      <Code className="-outline-offset-2 px-4 py-3">{code}</Code>
      {children}
    </div>
  );
}
