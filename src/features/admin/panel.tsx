import type { ReactNode } from "react";
import { Card } from "@/components/card";

type Props = { title: string; aside?: ReactNode; children: ReactNode };

export function Panel({ title, aside, children }: Props) {
  return (
    <Card className="min-w-0 p-5 sm:p-6">
      <div className="mb-5 flex items-baseline justify-between gap-4">
        <h2 className="font-semibold">{title}</h2>
        {aside}
      </div>
      {children}
    </Card>
  );
}
