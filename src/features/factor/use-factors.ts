"use client";
import type { RefObject } from "react";
import { toast } from "@/shell/toast";
import { api, errorMessage, type RouterOutputs } from "@/trpc/client";

export type Factor = RouterOutputs["factor"]["list"]["items"][number];

const REMOVED = { TOTP: "Authenticator app removed", PASSKEY: "Passkey removed" };

/** The factors of the user; undefined while they load. */
export const useFactors = () => api.factor.list.useQuery().data;

/** Removes a factor; the focus then moves to `focusAfter`. */
export function useRemoveFactor({ id, kind }: Factor, focusAfter: RefObject<HTMLElement | null>) {
  const utils = api.useUtils();
  const { mutate, isPending } = api.factor.remove.useMutation({
    onSuccess() {
      toast.success(REMOVED[kind]);
      focusAfter.current?.focus();
    },
    onError: (error) => toast.error(errorMessage(error)),
    onSettled: () => utils.factor.list.invalidate(),
  });
  return { remove: () => mutate({ id }), isPending };
}
