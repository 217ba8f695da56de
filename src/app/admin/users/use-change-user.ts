"use client";
import { api, errorMessage } from "@/trpc/client";
import { toast } from "../../toast";
import type { Act } from "./user-menu";

/** Changes a user, says so, and shows the list as it is then. */
export function useChangeUser({ id, name }: { id: string; name: string }) {
  const utils = api.useUtils();
  const options = {
    onError: (error: unknown) => void toast.error(errorMessage(error)),
    onSettled: () => utils.admin.user.invalidate(),
  };
  const disable = api.admin.user.disable.useMutation({
    ...options,
    onSuccess: (_, { disabled }) => toast.success(disabled ? `${name} is disabled.` : `${name} can sign in again.`),
  });
  const setRole = api.admin.user.setRole.useMutation({
    ...options,
    onSuccess: (_, { role }) =>
      toast.success(role === "ADMIN" ? `${name} is an administrator.` : `${name} is a customer.`),
  });

  function change(act: Act) {
    if (act === "disable" || act === "enable") disable.mutate({ id, disabled: act === "disable" });
    else setRole.mutate({ id, role: act === "promote" ? "ADMIN" : "CUSTOMER" });
  }

  return { change, isPending: disable.isPending || setRole.isPending };
}
