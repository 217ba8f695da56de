"use client";
import type { RefObject } from "react";
import { signInAgain } from "@/shell/sign-out";
import { toast } from "@/shell/toast";
import { api, errorMessage, type RouterOutputs } from "@/trpc/client";
import { markSigningOut } from "@/trpc/own-changes";

export type Factor = RouterOutputs["factor"]["list"]["items"][number];

const REMOVED = { TOTP: "Authenticator app removed", PASSKEY: "Passkey removed" };

/** The factors of the user; undefined while they load. */
export const useFactors = () => api.factor.list.useQuery().data;

/** Removes a factor; the focus then moves to `focusAfter`. */
export function useRemoveFactor({ id, kind }: Factor, focusAfter: RefObject<HTMLElement | null>) {
  const utils = api.useUtils();
  const { mutate, isPending } = api.factor.remove.useMutation({
    onMutate: () => markSigningOut(true), // this browser's session may end: the page says so
    onSuccess({ signedOut }) {
      if (signedOut) return signInAgain();
      markSigningOut(false);
      utils.factor.list.invalidate();
      toast.success(REMOVED[kind]);
      focusAfter.current?.focus();
    },
    onError(error) {
      markSigningOut(false);
      utils.factor.list.invalidate();
      toast.error(errorMessage(error));
    },
  });
  return { remove: () => mutate({ id }), isPending };
}
