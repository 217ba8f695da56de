"use client";
import type { RefObject } from "react";
import { useSignOut } from "@/shell/sign-out";
import { toast } from "@/shell/toast";
import { api, errorMessage, type RouterOutputs } from "@/trpc/client";

type Session = RouterOutputs["session"]["list"]["items"][number];
type FocusAfter = RefObject<HTMLElement | null>;

const TEXT = {
  signedOut: (device: string) => `${device} signed out`,
  forgotten: "Device forgotten: it asks for the second step again",
  othersSignedOut(count: number) {
    if (count === 0) return "Other devices forgotten"; // of sessions there were none
    return count === 1 ? "Other session signed out" : `${count} other sessions signed out`;
  },
};

/** Whether it is a session or private device of another browser or program. */
export const isOtherSession = ({ isCurrent }: Session) => !isCurrent;

/** The active sessions of the user; undefined while they load. */
export const useSessions = () => api.session.list.useQuery().data;

/** Signs out one session. This browser then loads the home page; for another, the focus moves to `focusAfter`. */
export function useSignOutSession({ id, device, kind, isCurrent }: Session, focusAfter: FocusAfter) {
  const here = useSignOut();
  const utils = api.useUtils();
  const revoke = api.session.revoke.useMutation({
    onSuccess() {
      utils.session.list.setData(
        undefined,
        (list) => list && { ...list, items: list.items.filter((it) => it.id !== id) },
      );
      toast.success(kind === "DEVICE" ? TEXT.forgotten : TEXT.signedOut(device));
      focusAfter.current?.focus();
    },
    onError(error) {
      toast.error(errorMessage(error));
      utils.session.list.invalidate();
    },
  });

  const signOut = () => (isCurrent && kind !== "DEVICE" ? here.signOut() : revoke.mutate({ id }));
  return { signOut, isPending: here.isSigningOut || revoke.isPending };
}

/** Signs out all sessions except this browser's. */
export function useSignOutOthers(focusAfter: FocusAfter) {
  const utils = api.useUtils();
  return api.session.revokeOthers.useMutation({
    onSuccess({ count }) {
      utils.session.list.setData(
        undefined,
        (list) => list && { items: list.items.filter((it) => !isOtherSession(it)), more: 0 },
      );
      toast.success(TEXT.othersSignedOut(count));
      focusAfter.current?.focus();
    },
    onError(error) {
      toast.error(errorMessage(error));
      utils.session.list.invalidate();
    },
  });
}
