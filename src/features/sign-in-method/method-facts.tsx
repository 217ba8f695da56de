import type { ReactNode } from "react";
import { Time } from "@/shell/time";

/** When a way into the account was added, and when it was last used. */
export function MethodFacts({ createdAt, lastUsedAt }: { createdAt: Date; lastUsedAt: Date | null }) {
  return (
    <dl className="mt-2 flex flex-wrap gap-x-6 gap-y-1 text-sm">
      <Fact name="Added">
        <Time date={createdAt} format="day" />
      </Fact>
      <Fact name="Last used" isNameSrOnly={!lastUsedAt}>
        {lastUsedAt ? <Time date={lastUsedAt} format="relative" /> : "Never used"}
      </Fact>
    </dl>
  );
}

type FactProps = { name: string; isNameSrOnly?: boolean; children: ReactNode };

function Fact({ name, isNameSrOnly, children }: FactProps) {
  return (
    <div className="flex gap-1.5">
      <dt className={isNameSrOnly ? "sr-only" : "text-muted"}>{name}</dt>
      <dd className="tabular-nums">{children}</dd>
    </div>
  );
}
