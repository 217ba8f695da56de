import type { ReactNode, RefObject } from "react";
import { Badge } from "@/components/badge";
import { SCOPES } from "@/domain/token";
import { Time } from "@/shell/time";
import type { RouterOutputs } from "@/trpc/client";
import { RevokeButton } from "./revoke-button";

type Props = {
  token: RouterOutputs["token"]["list"]["items"][number];
  now: number;
  focusAfter: RefObject<HTMLElement | null>;
};

export function TokenRow({ token, now, focusAfter }: Props) {
  const isExpired = token.expiresAt.getTime() <= now;
  return (
    <li className="px-4 py-5 sm:px-6">
      <div className="flex items-start justify-between gap-4">
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1.5 pt-1">
          <h3 dir="auto" className="font-medium">
            {token.name}
          </h3>
          {isExpired && <Badge tone="danger">Expired</Badge>}
        </div>
        <RevokeButton token={token} focusAfter={focusAfter} />
      </div>
      <ul aria-label="Permissions" className="mt-2 grid gap-1 text-sm">
        {token.scopes.map((scope) => (
          <li key={scope} className="flex flex-wrap items-baseline gap-x-2">
            <span>{SCOPES[scope]}</span> <code className="font-mono text-muted text-xs">{scope}</code>
          </li>
        ))}
      </ul>
      <dl className="mt-3 flex flex-wrap gap-x-6 gap-y-1 text-sm">
        <Fact name="Created">
          <Time date={token.createdAt} format="day" />
        </Fact>
        <Fact name={isExpired ? "Expired" : "Expires"}>
          <Time date={token.expiresAt} format="relative" />
        </Fact>
        <Fact name="Last used" isNameSrOnly={!token.lastUsedAt}>
          {token.lastUsedAt ? <Time date={token.lastUsedAt} format="relative" /> : "Never used"}
        </Fact>
      </dl>
    </li>
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
