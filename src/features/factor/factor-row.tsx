"use client";
import { Fingerprint, Smartphone } from "lucide-react";
import type { RefObject } from "react";
import { Badge } from "@/components/badge";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Time } from "@/shell/time";
import { RenameButton } from "./rename-button";
import { type Factor, useRemoveFactor } from "./use-factors";

const TEXT = {
  TOTP: { icon: Smartphone, title: "Remove the authenticator app?", confirm: "Remove app" },
  PASSKEY: { icon: Fingerprint, title: "Remove this passkey?", confirm: "Remove passkey" },
  others: "You can't sign in with it any more. Your private devices will ask for the second step again.",
  last: "Signing in will need your password only. Your recovery codes end, too.",
  sessions: "Sessions that it started end, this one too if you signed in with it alone.",
};

type Props = { factor: Factor; isLast: boolean; focusAfter: RefObject<HTMLElement | null> };

export function FactorRow({ factor, isLast, focusAfter }: Props) {
  const { remove, isPending } = useRemoveFactor(factor, focusAfter);
  const { icon: Icon, title, confirm } = TEXT[factor.kind];
  return (
    <li className="flex items-start gap-4 px-4 py-5 sm:px-6">
      <span className="hidden size-10 shrink-0 place-items-center rounded-full bg-sunken text-muted sm:grid">
        <Icon aria-hidden className="size-5" />
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <h3 className="min-w-0 wrap-anywhere font-medium">
            <bdi>{factor.name}</bdi>
          </h3>
          {factor.kind === "PASSKEY" && (
            <>
              <RenameButton factor={factor} />
              <Badge>Passkey</Badge>
            </>
          )}
        </div>
        <dl className="mt-1 flex flex-wrap gap-x-6 gap-y-1 text-sm">
          <div className="flex gap-1.5">
            <dt className="text-muted">Added</dt>
            <dd>
              <Time date={factor.createdAt} format="day" />
            </dd>
          </div>
          <div className="flex gap-1.5">
            <dt className={factor.lastUsedAt ? "text-muted" : "sr-only"}>Last used</dt>
            <dd>{factor.lastUsedAt ? <Time date={factor.lastUsedAt} format="relative" /> : "Never used"}</dd>
          </div>
        </dl>
      </div>
      <ConfirmDialog
        title={title}
        description={[isLast ? TEXT.last : TEXT.others, factor.kind === "PASSKEY" && TEXT.sessions]
          .filter(Boolean)
          .join(" ")}
        confirmLabel={confirm}
        onConfirm={remove}
        trigger={
          <Button variant="dangerOutline" size="small" pending={isPending}>
            Remove{" "}
            <span className="sr-only">
              <bdi>{factor.name}</bdi>
            </span>
          </Button>
        }
      />
    </li>
  );
}
