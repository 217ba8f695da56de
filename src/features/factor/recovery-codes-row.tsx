"use client";
import { LifeBuoy } from "lucide-react";
import { Badge } from "@/components/badge";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { formatCount } from "@/domain/count";
import { FEW_RECOVERY_CODES } from "@/domain/factor";
import { toast } from "@/shell/toast";
import { api, errorMessage } from "@/trpc/client";

const TEXT = {
  title: "Create new recovery codes?",
  description: "The ones that you have now stop working.",
  left: (count: number) => (count ? `${formatCount(count, "code")} left` : "None left: create new ones"),
};

type Props = { left: number; onCodes: (codes: readonly string[] | null) => void };

export function RecoveryCodesRow({ left, onCodes }: Props) {
  const utils = api.useUtils();
  const replace = api.factor.replaceRecoveryCodes.useMutation({
    gcTime: 0, // removes the codes from the cache
    onSuccess({ codes }) {
      onCodes(codes);
      utils.factor.list.invalidate();
    },
    onError: (error) => toast.error(errorMessage(error)),
  });
  return (
    <li className="flex items-start gap-4 px-4 py-5 sm:px-6">
      <span className="hidden size-10 shrink-0 place-items-center rounded-full bg-sunken text-muted sm:grid">
        <LifeBuoy aria-hidden className="size-5" />
      </span>
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="font-medium">Recovery codes</h3>
        <Badge tone={left > FEW_RECOVERY_CODES ? "neutral" : "warn"}>{TEXT.left(left)}</Badge>
      </div>
      <ConfirmDialog
        title={TEXT.title}
        description={TEXT.description}
        confirmLabel="Create new codes"
        variant="solid"
        onConfirm={() => replace.mutate({})}
        trigger={
          <Button variant="outline" size="small" pending={replace.isPending}>
            New codes
          </Button>
        }
      />
    </li>
  );
}
