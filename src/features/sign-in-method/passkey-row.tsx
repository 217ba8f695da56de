import { Fingerprint } from "lucide-react";
import type { ReactNode } from "react";
import { Badge } from "@/components/badge";
import { Button } from "@/components/button";
import { Link } from "@/components/link";
import type { RouterOutputs } from "@/trpc/client";
import { MethodFacts } from "./method-facts";

type Passkey = RouterOutputs["factor"]["list"]["items"][number];

/** A passkey signs in by itself. It is managed where it is the second step, too. */
export function PasskeyRow({ passkey }: { passkey: Passkey }) {
  return (
    <Row action="Manage" of={passkey.name}>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <h3 className="min-w-0 wrap-anywhere font-medium">
          <bdi>{passkey.name}</bdi>
        </h3>
        <Badge>Passkey</Badge>
      </div>
      <MethodFacts createdAt={passkey.createdAt} lastUsedAt={passkey.lastUsedAt} />
    </Row>
  );
}

export function NoPasskeyRow() {
  return (
    <Row action="Add a passkey">
      <h3 className="font-medium">Passkey</h3>
      <p className="text-muted text-sm">Not set</p>
    </Row>
  );
}

/** @param of what the link is about, for screen readers */
function Row({ action, of, children }: { action: string; of?: string; children: ReactNode }) {
  return (
    <li className="flex items-start gap-4 px-4 py-5 sm:px-6">
      <span className="hidden size-10 shrink-0 place-items-center rounded-full bg-sunken text-muted sm:grid">
        <Fingerprint aria-hidden className="size-4.5" />
      </span>
      <div className="min-w-0 flex-1">{children}</div>
      <Button asChild variant="outline" size="small">
        <Link href="/account/security#two-step">
          <span>{action}</span> {of && <bdi className="sr-only">{of}</bdi>}
        </Link>
      </Button>
    </li>
  );
}
