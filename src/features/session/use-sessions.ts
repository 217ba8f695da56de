"use client";
import { type RefObject, useState } from "react";
import { SIGN_OUT_FAILED, signOutAndGo } from "@/shell/sign-out";
import { toast } from "@/shell/toast";
import { api, errorMessage, type RouterOutputs } from "@/trpc/client";

type Session = RouterOutputs["session"]["list"]["items"][number];
type FocusAfter = RefObject<HTMLElement | null>;

const TEXT = {
  ended: (device: string) => `${device} is signed out.`,
  othersEnded: (count: number) =>
    count === 1 ? "The other one is signed out." : `All ${count} others are signed out.`,
};

/** The active sessions of the user; undefined while they load. */
export const useSessions = () => api.session.list.useQuery().data;

/** Signs one out: this browser goes home, of another the row goes, and the focus to where reading goes on. */
export function useSignOutSession({ id, device, isCurrent }: Session, focusAfter: FocusAfter) {
  const [isSigningOut, setSigningOut] = useState(false);
  const utils = api.useUtils();
  const revoke = api.session.revoke.useMutation({
    onSuccess() {
      toast.success(TEXT.ended(device));
      focusAfter.current?.focus();
    },
    onError: (error) => toast.error(errorMessage(error)),
    onSettled: () => utils.session.list.invalidate(),
  });

  async function signOut() {
    setSigningOut(true);
    try {
      await signOutAndGo("/");
    } catch {
      setSigningOut(false);
      toast.error(SIGN_OUT_FAILED);
    }
  }
  return { end: () => (isCurrent ? signOut() : revoke.mutate({ id })), isEnding: isSigningOut || revoke.isPending };
}

/** Signs out everything but this browser. */
export function useSignOutOthers(focusAfter: FocusAfter) {
  const utils = api.useUtils();
  return api.session.revokeOthers.useMutation({
    onSuccess({ count }) {
      toast.success(TEXT.othersEnded(count));
      focusAfter.current?.focus();
    },
    onError: (error) => toast.error(errorMessage(error)),
    onSettled: () => utils.session.list.invalidate(),
  });
}
