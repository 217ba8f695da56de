"use client";
import type { RefObject } from "react";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { signInAgain } from "@/shell/sign-out";
import { toast } from "@/shell/toast";
import { api, errorMessage, type RouterOutputs } from "@/trpc/client";
import { markSigningOut } from "@/trpc/own-changes";

type Props = {
  method: RouterOutputs["signInMethod"]["list"]["items"][number];
  focusAfter: RefObject<HTMLElement | null>;
};

const WARNING =
  "You can't sign in with it afterwards. Sessions that it started end, this one too if you signed in with it here.";

export function RemoveButton({ method: { id, provider }, focusAfter }: Props) {
  const utils = api.useUtils();
  const remove = api.signInMethod.remove.useMutation({
    onMutate: () => markSigningOut(true), // this browser's session may end: the page says so
    onSuccess({ signedOut }) {
      if (signedOut) return signInAgain();
      markSigningOut(false);
      utils.signInMethod.list.setData(
        undefined,
        (list) => list && { ...list, items: list.items.filter((it) => it.id !== id) },
      );
      toast.success(`${provider.name} removed`);
    },
    onError(error) {
      markSigningOut(false);
      toast.error(errorMessage(error));
      utils.signInMethod.list.invalidate();
    },
  });
  return (
    <ConfirmDialog
      trigger={
        <Button variant="dangerOutline" size="small" pending={remove.isPending}>
          Remove <span className="sr-only">{provider.name}</span>
        </Button>
      }
      title={`Remove ${provider.name}?`}
      description={WARNING}
      confirmLabel="Remove method"
      cancelLabel="Keep method"
      onConfirm={() => remove.mutate({ id })}
      // The trigger disappears with its row, so the focus moves to the list's heading.
      focusAfter={(isConfirmed) => (isConfirmed ? focusAfter.current : undefined)}
    />
  );
}
