import type { RefObject } from "react";
import { ProviderMark } from "@/features/auth";
import type { RouterOutputs } from "@/trpc/client";
import { MethodFacts } from "./method-facts";
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
        <MethodFacts createdAt={method.createdAt} lastUsedAt={method.lastUsedAt} />
      </div>
      <RemoveButton method={method} focusAfter={focusAfter} />
    </li>
  );
}
