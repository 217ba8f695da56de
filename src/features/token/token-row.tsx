import type { ReactNode, RefObject } from "react";
import { Badge } from "@/components/badge";
import { formatDay, formatMinute } from "@/domain/date";
import { SCOPES } from "@/domain/token";
import type { RouterOutputs } from "@/trpc/client";
import { readExpiry } from "./expiry";
import { RevokeButton } from "./revoke-button";

type Props = {
  token: RouterOutputs["token"]["list"]["items"][number];
  now: number;
  focusAfter: RefObject<HTMLElement | null>;
};

export function TokenRow({ token, now, focusAfter }: Props) {
  const expiry = readExpiry(token.expiresAt, now);
  return (
    <li className="px-4 py-5 sm:px-6">
      <div className="flex items-start justify-between gap-4">
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1.5 pt-1">
          <h3 className="wrap-anywhere font-medium">{token.name}</h3>
          {expiry.isExpired && <Badge tone="danger">Expired</Badge>}
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
        <Fact name="Created">{formatDay(token.createdAt)}</Fact>
        <Fact name={expiry.isExpired ? "Expired" : "Expires"}>{expiry.text}</Fact>
        <Fact name="Last used" isNameSrOnly={!token.lastUsedAt}>
          {token.lastUsedAt ? formatMinute(token.lastUsedAt) : "Never used"}
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
