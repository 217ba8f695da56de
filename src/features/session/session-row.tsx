import { Monitor, Smartphone, SquareTerminal } from "lucide-react";
import type { ReactNode, RefObject } from "react";
import { Badge } from "@/components/badge";
import { Button } from "@/components/button";
import { Time } from "@/shell/time";
import type { RouterOutputs } from "@/trpc/client";
import { useSignOutSession } from "./use-sessions";

type Props = {
  session: RouterOutputs["session"]["list"]["items"][number];
  focusAfter: RefObject<HTMLElement | null>;
};

export function SessionRow({ session, focusAfter }: Props) {
  const { device, kind, isCurrent } = session;
  const { signOut, isPending } = useSignOutSession(session, focusAfter);
  const DeviceIcon = /(Android|iOS)$/.test(device) ? Smartphone : Monitor;
  const Icon = kind === "LOGIN" ? SquareTerminal : DeviceIcon;
  const isHere = isCurrent && kind !== "DEVICE";
  const address = session.address && session.address !== "unknown" ? session.address : "unknown address";
  return (
    <li className="flex items-start gap-4 px-4 py-5 sm:px-6">
      <span className="hidden size-10 shrink-0 place-items-center rounded-full bg-sunken text-muted sm:grid">
        <Icon aria-hidden className="size-5" />
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex items-start justify-between gap-4">
          <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1.5 pt-1.5">
            <h3 className="font-medium">{device}</h3>
            {isCurrent && <Badge tone="accent">This browser</Badge>}
            {kind === "LOGIN" && <Badge>API login</Badge>}
            {kind === "DEVICE" && <Badge tone="sky">Private device</Badge>}
          </div>
          <Button variant={isHere ? "outline" : "dangerOutline"} size="small" pending={isPending} onClick={signOut}>
            {kind === "DEVICE" ? "Forget" : "Sign out"}{" "}
            <span className="sr-only">{isCurrent ? "this browser" : device}</span>
          </Button>
        </div>
        <dl className="mt-2 grid gap-1 text-sm">
          <Fact name="Last seen">{isHere ? "now" : <Time date={session.lastSeenAt} format="relative" />}</Fact>
          <Fact name={kind === "DEVICE" ? "Added" : "Signed in"}>
            <Time date={session.createdAt} />
            {session.method && <span>{`, with ${session.method}`}</span>}
          </Fact>
          <Fact name="From">{address}</Fact>
        </dl>
      </div>
    </li>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap gap-x-1.5">
      <dt className="text-muted">{name}</dt>
      <dd className="wrap-anywhere tabular-nums">{children}</dd>
    </div>
  );
}
