"use client";
import { type RefObject, useRef } from "react";
import {
  AlertDialog,
  AlertDialogAction,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogTrigger,
} from "@/components/alert-dialog";
import { Button } from "@/components/button";
import { DialogActions } from "@/components/dialog-actions";
import { useRevokeToken } from "./use-revoke-token";

const TEXT = "From then on, whatever uses it is refused. This cannot be undone.";

type Props = { token: { id: string; name: string }; focusAfter: RefObject<HTMLElement | null> };

export function RevokeButton({ token, focusAfter }: Props) {
  const revoke = useRevokeToken(token.name);
  const confirmed = useRef(false); // the dialog closes before the mutation's state says so

  function confirm() {
    confirmed.current = true;
    revoke.mutate({ id: token.id });
  }

  return (
    <AlertDialog>
      <AlertDialogTrigger asChild>
        <Button look="dangerOutline" size="small" pending={revoke.isPending}>
          Revoke <span className="sr-only">{token.name}</span>
        </Button>
      </AlertDialogTrigger>
      <AlertDialogContent
        title={<span className="wrap-anywhere">Revoke “{token.name}”?</span>}
        description={TEXT}
        onCloseAutoFocus={(event) => {
          // The button goes with its token: the heading of the list is where reading goes on.
          if (!confirmed.current) return;
          confirmed.current = false;
          event.preventDefault();
          focusAfter.current?.focus();
        }}
      >
        <DialogActions className="mt-6">
          <AlertDialogCancel asChild>
            <Button look="outline" size="small">
              Keep token
            </Button>
          </AlertDialogCancel>
          <AlertDialogAction asChild>
            <Button look="danger" size="small" onClick={confirm}>
              Yes, revoke token
            </Button>
          </AlertDialogAction>
        </DialogActions>
      </AlertDialogContent>
    </AlertDialog>
  );
}
