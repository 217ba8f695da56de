"use client";
import { api, errorMessage } from "@/trpc/client";
import { toast } from "../../toast";

/** Ends a token. Not shown before the server has done it: who revokes wants to be sure. */
export function useRevokeToken(name: string) {
  const utils = api.useUtils();
  return api.token.revoke.useMutation({
    onSuccess: () => toast.success(`“${name}” is revoked.`),
    onError: (error) => toast.error(errorMessage(error)),
    onSettled: () => utils.token.list.invalidate(),
  });
}
