import type { ReactNode, RefObject } from "react";
import { ProviderMark } from "@/features/auth";
import { Time } from "@/shell/time";
import type { RouterOutputs } from "@/trpc/client";
import { RemoveButton } from "./remove-button";

type Props = {
  method: RouterOutputs["signInMethod"]["list"]["items"][number];
  focusAfter: RefObject<HTMLElement | null>;
};

export function MethodRow({ method, focusAfter }: Props) {
  const { provider, email } = method;
  return (
    <li className="flex items-start gap-4 px-4 py-5 sm:px-6">
      <span className="hidden size-10 shrink-0 place-items-center rounded-full bg-sunken text-muted sm:grid">
        <ProviderMark id={provider.id} />
      </span>
      <div className="min-w-0 flex-1">
        <h3 className="font-medium">{provider.name}</h3>
        {email && <p className="wrap-anywhere text-muted text-sm">{email}</p>}
        <dl className="mt-2 flex flex-wrap gap-x-6 gap-y-1 text-sm">
          <Fact name="Added">
            <Time date={method.createdAt} format="day" />
          </Fact>
          <Fact name="Last used">
            <Time date={method.lastUsedAt} format="relative" />
          </Fact>
        </dl>
      </div>
      <RemoveButton method={method} focusAfter={focusAfter} />
    </li>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex gap-1.5">
      <dt className="text-muted">{name}</dt>
      <dd className="tabular-nums">{children}</dd>
    </div>
  );
}
