"use client";
import type { RefObject } from "react";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Texts } from "@/components/span-texts";
import { toast } from "@/shell/toast";
import { api, errorMessage } from "@/trpc/client";
import { markOwnChange } from "@/trpc/own-changes";

type Props = { token: { id: string; name: string }; focusAfter: RefObject<HTMLElement | null> };

/** Not optimistic: success is shown only after the server has revoked the token. */
export function RevokeButton({ token: { id, name }, focusAfter }: Props) {
  const utils = api.useUtils();
  const revoke = api.token.revoke.useMutation({
    onSuccess() {
      markOwnChange("token", id);
      utils.token.list.setData(undefined, (list) => list && { items: list.items.filter((it) => it.id !== id) });
      toast.success(
        <>
          “<bdi>{name}</bdi>” revoked
        </>,
      );
    },
    onError(error) {
      toast.error(errorMessage(error));
      utils.token.list.invalidate();
    },
  });
  return (
    <ConfirmDialog
      trigger={
        <Button variant="dangerOutline" size="small" pending={revoke.isPending}>
          Revoke <span className="sr-only">{name}</span>
        </Button>
      }
      title={
        <Texts>
          Revoke “<bdi>{name}</bdi>”?
        </Texts>
      }
      description="Anything using it stops working immediately. This can't be undone."
      confirmLabel="Revoke token"
      cancelLabel="Keep token"
      onConfirm={() => revoke.mutate({ id })}
      // The trigger disappears with its token, so the focus moves to the list's heading.
      focusAfter={(isConfirmed) => (isConfirmed ? focusAfter.current : undefined)}
    />
  );
}
