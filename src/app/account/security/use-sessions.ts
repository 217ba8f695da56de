"use client";
import { type RefObject, useState } from "react";
import { api, errorData, errorMessage, type RouterOutputs } from "@/trpc/client";
import { signOutAndGo } from "../../sign-in/sign-out";
import { toast } from "../../toast";

type Session = RouterOutputs["session"]["list"]["items"][number];
type FocusAfter = RefObject<HTMLElement | null>;

const TEXT = {
  ended: (device: string) => `${device} is signed out.`,
  othersEnded: (count: number) =>
    count === 1 ? "The other one is signed out." : `All ${count} others are signed out.`,
  stillIn: "You are still signed in: we could not reach the server. Please try again.",
};

/** Where I am signed in. Not a suspense query, for the reason that order-list.tsx gives. */
export const useSessions = () =>
  api.session.list.useQuery(undefined, {
    throwOnError: (error, query) => query.state.data === undefined && errorData(error)?.code !== "UNAUTHORIZED",
  }).data;

/** Signs one out: this browser goes home, of another the row goes, and the focus to where reading goes on. */
export function useEndSession({ id, device, isCurrent }: Session, focusAfter: FocusAfter) {
  const [leaving, setLeaving] = useState(false);
  const utils = api.useUtils();
  const revoke = api.session.revoke.useMutation({
    onSuccess() {
      toast.success(TEXT.ended(device));
      focusAfter.current?.focus();
    },
    onError: (error) => toast.error(errorMessage(error)),
    onSettled: () => utils.session.list.invalidate(),
  });

  async function leave() {
    setLeaving(true);
    try {
      await signOutAndGo("/");
    } catch {
      setLeaving(false);
      toast.error(TEXT.stillIn);
    }
  }
  return { end: () => (isCurrent ? leave() : revoke.mutate({ id })), isEnding: leaving || revoke.isPending };
}

/** Signs out everything but this browser. */
export function useEndOthers(focusAfter: FocusAfter) {
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
